package dev.sluice.plan.briefing;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Risk;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that a reviewer reads about a proposed change. It speaks of no present moment: the same change gives the
 * same briefing on another day.
 *
 * @param mode why there is a request at all
 * @param clusters what changes, one or more
 * @param sources in the order they are listed
 * @param rulesByStrategy how many rules each strategy needs for what is blocked; may be empty
 * @param impact what recorded flows say, by cluster; empty where none were asked for
 * @param content identifies the change, in hexadecimal: equal contents make equal requests
 */
public record Briefing(
        ProposalMode mode,
        Risk risk,
        List<ClusterChange> clusters,
        Checks checks,
        List<FeedPublication> sources,
        SortedMap<String, Integer> rulesByStrategy,
        List<Impact> impact,
        Place place,
        String content) {

    /** When changes are proposed. */
    public enum ProposalMode {
        /** Always. */
        PULL_REQUEST,
        /** Where their risk is high. */
        BY_RISK,
        /** Where one is held, and a person had it proposed. */
        ON_DEMAND
    }

    /**
     * What was asked of the change.
     *
     * @param readings what each guard measured; empty where nothing was published to compare with
     * @param accepted whether a person let the feeds pass whatever the guards say
     * @param removals what would be removed without having been accepted
     */
    public record Checks(List<Measurement> readings, boolean accepted, List<Removal> removals) {

        public Checks {
            readings = List.copyOf(readings);
            removals = List.copyOf(removals);
        }

        /** The guards that hold the change. */
        public List<Measurement> tripped() {
            return accepted
                    ? List.of()
                    : readings.stream().filter(Measurement::tripped).toList();
        }
    }

    /**
     * Where the change is in the repository.
     *
     * @param branch the short name of the request's branch
     * @param folders where in the repository each cluster has its folder
     */
    public record Place(String branch, FolderTemplate folders) {

        /** The folder of the cluster that changes, or of all where there are several. */
        public String folderOf(List<ClusterChange> clusters) {
            return clusters.size() == 1 ? folders.folder(clusters.getFirst().cluster()) : folders.toString();
        }
    }

    public Briefing {
        clusters = List.copyOf(clusters);
        sources = List.copyOf(sources);
        impact = List.copyOf(impact);
        rulesByStrategy = Collections.unmodifiableSortedMap(new TreeMap<>(rulesByStrategy));
        if (clusters.isEmpty()) {
            throw new IllegalArgumentException("a request without a cluster says nothing");
        }
        if (!content.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + content + "' is not a SHA-256 in hexadecimal");
        }
    }

    /** The same with what recorded flows say of its clusters. */
    public Briefing with(List<Impact> observed) {
        Set<String> names = clusters.stream().map(ClusterChange::cluster).collect(Collectors.toSet());
        List<Impact> those = observed.stream()
                .filter(impact -> names.contains(impact.cluster()))
                .toList();
        return new Briefing(mode, risk, clusters, checks, sources, rulesByStrategy, those, place, content);
    }

    /** The same under another name for its content. */
    public Briefing under(String digest) {
        return new Briefing(mode, risk, clusters, checks, sources, rulesByStrategy, impact, place, digest);
    }

    /** Whether only a merge lets the change pass. */
    public boolean isHeld() {
        return !checks.tripped().isEmpty() || !checks.removals().isEmpty();
    }

    public Stream<FirewallDelta> firewalls() {
        return clusters.stream().flatMap(cluster -> cluster.firewalls().stream());
    }
}
