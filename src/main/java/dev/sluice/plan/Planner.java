package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.AssertionResult;
import dev.sluice.policy.Blocked;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.SharedRules;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Cluster;
import dev.sluice.render.Provenance;
import dev.sluice.render.Source;
import dev.sluice.render.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what to publish: from the feeds, the settings, and what the branch holds now. */
public final class Planner {

    private final PlanSettings settings;
    private final Instant horizon;
    private final EgressFirewallCodec codec;
    private final PublishedManifests objects;
    private final RuleComparison rules = new RuleComparison();
    private final Consumer<String> progress;

    /**
     * @param horizon the latest time that the syncToken of a true publication can be of
     * @param codec for all firewalls of a run
     * @param progress takes how many clusters are planned, a few words
     */
    public Planner(PlanSettings settings, Instant horizon, EgressFirewallCodec codec, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.horizon = horizon;
        this.codec = codec;
        this.objects = new PublishedManifests(codec);
    }

    /**
     * Computes the rules of every cluster; the branch plays no part in it.
     *
     * @throws AssertionException if the rules contradict what is asserted of them
     */
    public Computation compute(List<Document> documents) {
        Map<String, PrefixList> lists = documents.stream()
                .map(Document::prefixes)
                .collect(Collectors.toMap(PrefixList::name, Function.identity()));
        Selection selection = settings.block().select(lists);
        Blocked blocked = settings.block().block(selection);
        for (Family family : settings.block().families()) {
            if (blocked.addresses().only(family).isEmpty()) {
                throw new NothingBlockedException(family);
            }
        }
        SortedMap<String, SortedMap<String, RuleList>> firewalls = new TreeMap<>();
        SharedRules rules = new SharedRules(settings.block(), blocked);
        settings.clusters().forEach(cluster -> firewalls.put(cluster.name(), firewalls(cluster, rules)));
        requireAssertions(firewalls);
        return new Computation(
                selection,
                selection.digest(),
                blocked,
                settings.block().with(Strategy.PREFIX_FILTER).block(selection),
                settings.block().ruleCounts(selection),
                firewalls);
    }

    /**
     * What was computed beside what the branch holds.
     *
     * @param removed clusters that are published and no longer configured
     */
    public record BranchComparison(
            List<ClusterPlan> clusters, List<RemovedCluster> removed, BranchFirewalls.Comparison firewalls) {}

    /** Compares with the branch. */
    public BranchComparison compare(List<Document> documents, Computation computed, Snapshot published) {
        settings.folders().load(published, Provenance.MARKER);
        List<ClusterPlan> clusters = plans(documents, computed, published);
        List<RemovedCluster> removed = RemovedCluster.in(published, settings, objects, rules);
        SortedMap<String, List<FirewallDelta>> firewalls = new TreeMap<>();
        clusters.forEach(plan -> firewalls.put(plan.cluster().name(), plan.firewalls()));
        removed.forEach(cluster -> firewalls.put(cluster.name(), cluster.firewalls()));
        List<Selection> selections = clusters.stream()
                .flatMap(plan -> plan.published().stream())
                .map(provenance -> settings.block().select(provenance.lists()))
                .distinct()
                .toList();
        return new BranchComparison(
                clusters,
                removed,
                new BranchFirewalls.Comparison(published.commit(), firewalls, selections, computed.selection()));
    }

    /**
     * Says whether a change may be published.
     *
     * @param held tells of the branch of a request whether people hold it
     * @param accepted who accepted the change with a digest; empty where no one did
     */
    public Plan plan(
            List<Document> documents,
            Computation computed,
            BranchComparison compared,
            Predicate<String> held,
            Function<String, Optional<ChangeAcceptance>> accepted) {
        List<ClusterPlan> clusters = compared.clusters();
        List<RemovedCluster> removed = compared.removed();
        List<String> older = older(clusters, documents);
        if (!older.isEmpty()) {
            return new Plan.Older(String.join("; ", older));
        }
        GuardCheck guards = new GuardCheck(settings, documents, computed);
        ChangeFingerprint content = new ChangeFingerprint(objects, rules);
        ChangeRouter router = new ChangeRouter(settings, documents, computed, guards, content, held, accepted);
        boolean isCommitted = settings.mode() == Mode.COMMIT;
        List<String> ahead = guards.isAccepted() ? List.of() : ahead(clusters, computed);
        List<String> tripped = isCommitted ? tripped(guards, clusters) : List.of();
        List<String> removals = isCommitted ? removals(guards, clusters, removed) : List.of();
        boolean isPassing = ahead.isEmpty() && tripped.isEmpty() && removals.isEmpty();
        if (isPassing || ChangeSet.all(clusters, removed).isEmpty()) {
            return router.of(clusters, removed, Optional.empty());
        }
        ChangeSet free = router.free(clusters, removed);
        String effect = content.of(free.clusters(), free.removed(), asked(guards, free, !ahead.isEmpty()));
        Optional<ChangeAcceptance> acceptance = accepted.apply(effect);
        Plan.Publish waiting = router.of(clusters, removed, acceptance);
        return acceptance.isPresent()
                ? waiting
                : new Plan.Hold(
                        Stream.concat(ahead.stream(), tripped.stream()).toList(),
                        removals,
                        waiting,
                        effect,
                        ahead.isEmpty() ? router.onDemand(free, effect) : Optional.empty());
    }

    /** What a person is asked for: not what guards measured, which differs from publication to publication. */
    private static List<String> asked(GuardCheck guards, ChangeSet free, boolean isAhead) {
        return Stream.of(
                        isAhead ? Stream.of("held by a publication of the future") : Stream.<String>empty(),
                        guards.tripped(free.clusters()).stream().map(reading -> "held by " + reading.guard()),
                        guards.unaccepted(GuardCheck.removals(free.clusters(), free.removed())).stream()
                                .map(removal -> "held by the removal of " + removal))
                .flatMap(lines -> lines)
                .toList();
    }

    private List<ClusterPlan> plans(List<Document> documents, Computation computed, Snapshot published) {
        List<Source> sources = documents.stream()
                .map(document -> new Source(document.prefixes(), document.token(), document.sha256()))
                .toList();
        ClusterPlanner plans = new ClusterPlanner(settings.block(), computed.blocked(), sources, codec, objects, rules);
        List<ClusterPlan> planned = new ArrayList<>();
        for (Cluster cluster : settings.clusters()) {
            progress.accept("clusters planned: " + planned.size() + " of "
                    + settings.clusters().size());
            planned.add(plans.of(
                    cluster,
                    computed.firewallsOf(cluster.name()),
                    new OwnedFolder(published, settings.folders().folder(cluster.name()), Provenance::isOwned)));
        }
        return List.copyOf(planned);
    }

    private static SortedMap<String, RuleList> firewalls(Cluster cluster, SharedRules rules) {
        SortedMap<String, RuleList> firewalls = new TreeMap<>();
        for (Target target : cluster.targets()) {
            firewalls.put(target.namespace(), rules.of(cluster.networks(), target.firewall()));
        }
        return firewalls;
    }

    private void requireAssertions(SortedMap<String, SortedMap<String, RuleList>> firewalls) {
        List<AssertionException.FailedAssertion> failed = new ArrayList<>();
        Set<List<?>> good = new HashSet<>(); // firewalls that ask for the same hold the same
        for (Cluster cluster : settings.clusters()) {
            for (Target target : cluster.targets()) {
                List<?> asked = List.of(cluster.networks(), target.firewall().anywhere());
                if (good.contains(asked)) {
                    continue;
                }
                RuleList rules = firewalls.get(cluster.name()).get(target.namespace());
                List<AssertionResult> broken = AssertionResult.all(
                                settings.assertions(),
                                cluster.networks(),
                                settings.block().exempt(),
                                target.firewall(),
                                rules)
                        .stream()
                        .filter(result -> !result.holds())
                        .toList();
                if (broken.isEmpty()) {
                    good.add(asked);
                }
                broken.forEach(result -> failed.add(new AssertionException.FailedAssertion(cluster.name(), result)));
            }
        }
        if (!failed.isEmpty()) {
            throw new AssertionException(failed);
        }
    }

    /** What was published with a syncToken of the future would keep out every true publication until then. */
    private List<String> ahead(List<ClusterPlan> clusters, Computation computed) {
        return published(clusters)
                .filter(this::isAhead)
                .map(source -> "feed " + source.name() + " was published with syncToken "
                        + source.token().getAsLong() + ", of "
                        + Instant.ofEpochMilli(source.token().getAsLong())
                        + " and more than 24 hours ahead of this machine's clock, so that whether the feeds of now are"
                        + " newer cannot be told: if the clock is right, put " + computed.digest()
                        + " into sluice.guards.accept to publish them")
                .distinct()
                .toList();
    }

    private boolean isAhead(Source source) {
        return source.token().isPresent()
                && Instant.ofEpochMilli(source.token().getAsLong()).isAfter(horizon);
    }

    private static Stream<Source> published(List<ClusterPlan> clusters) {
        return clusters.stream()
                .flatMap(cluster -> cluster.published().stream())
                .flatMap(state -> state.sources().stream());
    }

    private List<String> older(List<ClusterPlan> clusters, List<Document> documents) {
        return published(clusters)
                .filter(source -> !isAhead(source))
                .flatMap(source -> documents.stream()
                        .filter(document -> document.name().equals(source.name()))
                        .filter(document -> document.token().orElse(Long.MAX_VALUE)
                                < source.token().orElse(Long.MIN_VALUE))
                        .map(document -> "feed " + document.name() + " has syncToken "
                                + document.token().getAsLong() + ", older than the published "
                                + source.token().getAsLong()))
                .distinct()
                .toList();
    }

    private static List<String> tripped(GuardCheck guards, List<ClusterPlan> clusters) {
        return guards.isAccepted()
                ? List.of()
                : guards.readings(clusters).stream()
                        .filter(Measurement::tripped)
                        .map(Measurement::toString)
                        .distinct()
                        .toList();
    }

    private static List<String> removals(GuardCheck guards, List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return guards.unaccepted(GuardCheck.removals(clusters, removed)).stream()
                .map(removal -> removal + " would be removed: name it in sluice.guards.accept-removal to let it go")
                .toList();
    }
}
