package dev.sluice.plan.history;

import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.past.PastCommit.PastFile;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.plan.RuleComparison;
import dev.sluice.plan.history.PublishedHistory.ClusterStep;
import dev.sluice.plan.history.PublishedHistory.FleetFigures;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.LruMemo;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The firewalls of all clusters at one commit, taken back commit by commit. Equal rules are one object. Not thread-safe. */
final class FleetState {

    private final FolderTemplate folders;
    private final Function<String, Optional<ParsedFirewall>> firewalls;
    private final RuleComparison comparison = new RuleComparison();
    private final LruMemo<Set<RuleDelta>, NetEffect> effects = new LruMemo<>(200, FleetState::effect);
    private final LruMemo<Set<IpSet>, IpSet> unions = new LruMemo<>(200, FleetState::union);

    /** By cluster and path inside its folder. */
    private final SortedMap<String, SortedMap<String, ParsedFirewall>> clusters = new TreeMap<>();

    /**
     * @param folders where each cluster has its own
     * @param firewalls the firewall in a file, by the name of its content; empty where the file is something else
     */
    FleetState(FolderTemplate folders, Function<String, Optional<ParsedFirewall>> firewalls) {
        this.folders = folders;
        this.firewalls = firewalls;
    }

    /** Begins with the files of a commit, the names of their contents by path. */
    void begin(Map<String, String> files) {
        clusters.clear();
        files.forEach((path, content) -> put(path, Optional.of(content)));
    }

    /** Whether a file may hold a firewall that is in force: what rules were computed from is for readers. */
    static boolean mayBeFirewall(String path) {
        return path.endsWith(".yaml") && path.indexOf('/') > 0 && !path.contains("/" + Provenance.FOLDER);
    }

    private void put(String path, Optional<String> content) {
        if (!mayBeFirewall(path)) {
            return;
        }
        String cluster = cluster(path);
        Optional<ParsedFirewall> firewall = content.flatMap(firewalls);
        if (firewall.isPresent()) {
            clusters.computeIfAbsent(cluster, any -> new TreeMap<>()).put(path, firewall.get());
            return;
        }
        Optional.ofNullable(clusters.get(cluster)).ifPresent(known -> {
            known.remove(path);
            if (known.isEmpty()) {
                clusters.remove(cluster);
            }
        });
    }

    /** @param path below the folder above the clusters' */
    private String cluster(String path) {
        return folders.cluster(folders.belowParent(path)).orElse("");
    }

    /**
     * Takes back what a commit changed.
     *
     * @return what it meant for each cluster whose firewalls it changed
     */
    List<ClusterStep> back(List<PastFile> changed) {
        SortedMap<String, List<PastFile>> byCluster = new TreeMap<>();
        changed.forEach(file -> byCluster
                .computeIfAbsent(cluster(file.path()), any -> new ArrayList<>())
                .add(file));
        List<ClusterStep> steps = new ArrayList<>();
        byCluster.forEach((cluster, files) -> {
            SortedMap<String, List<Rule>> after = rules(cluster);
            files.forEach(file -> put(file.path(), file.before()));
            List<FirewallDelta> deltas = comparison.of(cluster, rules(cluster), after, Map.of());
            if (deltas.stream().anyMatch(FirewallDelta::isChanged)) {
                Set<RuleDelta> different = new HashSet<>();
                deltas.forEach(delta -> different.add(delta.rules()));
                steps.add(new ClusterStep(
                        cluster,
                        effects.to(different),
                        after.values().stream().mapToInt(List::size).sum()));
            }
        });
        return steps;
    }

    private SortedMap<String, List<Rule>> rules(String cluster) {
        SortedMap<String, List<Rule>> rules = new TreeMap<>();
        Optional.ofNullable(clusters.get(cluster))
                .ifPresent(known -> known.values().forEach(each -> rules.put(each.namespace(), each.rules())));
        return rules;
    }

    FleetFigures figures() {
        Set<List<Rule>> different = Collections.newSetFromMap(new IdentityHashMap<>()); // to hash them all takes long
        int rules = 0;
        int count = 0;
        for (SortedMap<String, ParsedFirewall> cluster : clusters.values()) {
            for (ParsedFirewall firewall : cluster.values()) {
                different.add(firewall.rules());
                rules += firewall.rules().size();
                count++;
            }
        }
        Set<IpSet> denied = new HashSet<>();
        different.forEach(each -> denied.add(comparison.decision(each).denied()));
        IpSet all = unions.to(denied);
        return new FleetFigures(all.size(Family.IPV4), all.size(Family.IPV6), rules, count);
    }

    private static NetEffect effect(Set<RuleDelta> different) {
        return NetEffect.of(different.stream()
                .map(delta -> new FirewallDelta("", "", delta))
                .toList());
    }

    private static IpSet union(Set<IpSet> sets) {
        return sets.stream().reduce(IpSet.EMPTY, IpSet::union);
    }
}
