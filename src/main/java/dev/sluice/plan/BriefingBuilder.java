package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.plan.briefing.ClusterChange;
import dev.sluice.plan.briefing.ClusterChange.ChangedFile;
import dev.sluice.plan.briefing.FeedPublication;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Risk;
import dev.sluice.ranges.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts together what a reviewer reads, from what a run planned for the clusters of one request. */
final class BriefingBuilder {

    private final PlanSettings settings;
    private final List<Document> documents;
    private final Computation computed;
    private final GuardCheck guards;
    private final ChangeFingerprint content;

    /** @param content identifies what a request is about */
    BriefingBuilder(
            PlanSettings settings,
            List<Document> documents,
            Computation computed,
            GuardCheck guards,
            ChangeFingerprint content) {
        this.content = content;
        this.settings = settings;
        this.documents = documents;
        this.computed = computed;
        this.guards = guards;
    }

    /**
     * The briefing of a request.
     *
     * @param clusters those that the request is about; one without a change is left out
     * @param removed clusters that the request takes away
     * @param branch the short name of the request's branch
     * @throws ProofException if a firewall is not certified to decide what was meant
     */
    Briefing brief(
            List<ClusterPlan> clusters, List<RemovedCluster> removed, Briefing.ProposalMode mode, String branch) {
        List<ClusterPlan> changing =
                clusters.stream().filter(plan -> !plan.change().isEmpty()).toList();
        List<ClusterChange> changes = new ArrayList<>();
        changing.forEach(plan -> changes.add(ClusterDiff.of(plan, settings, computed.selection())));
        removed.forEach(cluster -> changes.add(ClusterDiff.of(cluster)));
        List<Removal> removals = GuardCheck.removals(changing, removed);
        List<Measurement> readings = GuardCheck.largest(guards.readings(changing));
        Risk risk = risk(readings, changes, removals);
        Checks checks = new Checks(readings, guards.isAccepted(), guards.unaccepted(removals));
        return new Briefing(
                mode,
                risk,
                changes,
                checks,
                documents.stream().map(BriefingBuilder::publication).toList(),
                rulesByStrategy(),
                List.of(),
                new Briefing.Place(branch, settings.folders()),
                content.of(changing, removed, risk, checks));
    }

    private Risk risk(List<Measurement> readings, List<ClusterChange> changes, List<Removal> removals) {
        return Risk.of(new Risk.Facts(
                guards.isAccepted() ? List.of() : readings,
                removals,
                changes.stream()
                        .filter(cluster -> cluster.kind() == ClusterChange.Transition.NEW)
                        .map(ClusterChange::cluster)
                        .toList(),
                changes.stream()
                        .filter(cluster ->
                                cluster.kind() == ClusterChange.Transition.CHANGED && cluster.isReconfigured())
                        .map(ClusterChange::cluster)
                        .toList(),
                changes.stream().flatMap(BriefingBuilder::objects).toList(),
                changes.stream()
                        .filter(cluster -> cluster.kind() != ClusterChange.Transition.REMOVED)
                        .flatMap(cluster -> cluster.firewalls().stream())
                        .toList()));
    }

    /** Paths of files that are neither firewalls nor flow labels; a kustomization only says which files there are. */
    private static Stream<String> objects(ClusterChange cluster) {
        return cluster.kind() != ClusterChange.Transition.CHANGED
                ? Stream.empty()
                : cluster.files().stream()
                        .map(ChangedFile::path)
                        .filter(path -> !path.equals("kustomization.yaml") && !path.endsWith("/kustomization.yaml"));
    }

    private static FeedPublication publication(Document document) {
        return new FeedPublication(
                document.name(),
                document.url(),
                document.token(),
                document.etag(),
                document.sha256(),
                document.prefixes().prefixes(Family.IPV4).size(),
                document.prefixes().prefixes(Family.IPV6).size());
    }

    private SortedMap<String, Integer> rulesByStrategy() {
        SortedMap<String, Integer> rules = new TreeMap<>();
        computed.ruleCounts()
                .forEach(count -> rules.put(count.strategy().toString(), Math.toIntExact(count.ipv4() + count.ipv6())));
        return rules;
    }
}
