package dev.sluice.plan;

import dev.sluice.feed.Document;
import dev.sluice.gitops.Mode;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FeedChange;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Removal;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Provenance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checks that a change passes before it is published, whether it is then committed or proposed. A run makes them once.
 *
 * <p>Guards judge the published lists, see {@link FeedChange}; removals judge objects, which may be none of a firewall.
 *
 * <p>Not thread-safe.
 */
final class GuardCheck {

    private final PlanSettings settings;
    private final Computation computed;
    private final boolean accepted;
    private final Map<Map<String, PrefixList>, List<Measurement>> measured = new HashMap<>();

    GuardCheck(PlanSettings settings, List<Document> documents, Computation computed) {
        Set<String> tokens = documents.stream()
                .flatMap(document -> document.token().stream().mapToObj(Long::toString))
                .collect(Collectors.toSet());
        this.settings = settings;
        this.computed = computed;
        this.accepted = settings.guards().accept(computed.digest(), tokens);
    }

    /** Whether a person let the feeds pass, whatever the guards say. */
    boolean isAccepted() {
        return accepted;
    }

    /** What the guards measured: all of them for each state that clusters were published in, in their order. */
    List<Measurement> readings(Collection<ClusterPlan> clusters) {
        return clusters.stream()
                .flatMap(plan -> plan.published().stream())
                .map(Provenance::lists)
                .distinct()
                .flatMap(lists -> measured.computeIfAbsent(lists, this::measure).stream())
                .toList();
    }

    /** The readings that hold a change of these clusters: the largest of each guard that trips. */
    List<Measurement> tripped(Collection<ClusterPlan> clusters) {
        return accepted
                ? List.of()
                : largest(readings(clusters)).stream()
                        .filter(Measurement::tripped)
                        .toList();
    }

    /** Of clusters that were published in different states, what each guard measured at the largest step. */
    static List<Measurement> largest(Collection<Measurement> readings) {
        Map<Guard, Measurement> largest = new EnumMap<>(Guard.class);
        readings.forEach(reading -> largest.merge(reading.guard(), reading, GuardCheck::larger));
        return List.copyOf(largest.values());
    }

    private static Measurement larger(Measurement one, Measurement other) {
        return Comparator.comparingDouble(Measurement::percent).compare(one, other) >= 0 ? one : other;
    }

    private List<Measurement> measure(Map<String, PrefixList> lists) {
        FeedChange step = FeedChange.between(settings.block().select(lists), computed.selection());
        return settings.guards().read(step, settings.block().families());
    }

    /** What would go, whether or not a person let it go. */
    static List<Removal> removals(Collection<ClusterPlan> clusters, Collection<RemovedCluster> removed) {
        List<Removal> removals = new ArrayList<>();
        removed.forEach(
                cluster -> removals.add(new Removal(Removal.RemovedKind.CLUSTER, cluster.name(), cluster.name())));
        clusters.forEach(plan -> removals.addAll(plan.removals()));
        return removals;
    }

    /**
     * What a change overrides: the guards that its feeds trip, and what goes though it is guarded.
     *
     * @param readings what the guards measured of it
     * @param acceptedBy who let it pass; empty where no one did
     * @return a sentence each, saying by what it is overridden
     */
    List<String> overridden(
            Collection<Measurement> readings, Collection<Removal> removals, Optional<String> acceptedBy) {
        String feeds = accepted ? "accepted by sluice.guards.accept" : overriddenBy(acceptedBy, "sluice.guards.accept");
        Stream<String> guards = readings.stream()
                .filter(Measurement::tripped)
                .map(reading -> "Overridden guard: " + reading + ", " + feeds)
                .distinct();
        Stream<String> gone = removals.stream()
                .map(removal -> "Removed: " + removal + ", "
                        + (removal.acceptedBy(settings.acceptRemoval())
                                ? "accepted by sluice.guards.accept-removal"
                                : overriddenBy(acceptedBy, "sluice.guards.accept-removal")));
        return Stream.concat(guards, gone).toList();
    }

    /** A merge lets through what is proposed; what would be committed waits for a key, or for a person's word. */
    private String overriddenBy(Optional<String> acceptedBy, String key) {
        return acceptedBy
                .map(name -> "accepted by " + name)
                .orElseGet(() -> "to be accepted by " + (settings.mode() == Mode.COMMIT ? key : "a merge"));
    }

    /** Those of the removals that {@code sluice.guards.accept-removal} does not accept. */
    List<Removal> unaccepted(Collection<Removal> removals) {
        return removals.stream()
                .filter(removal -> !removal.acceptedBy(settings.acceptRemoval()))
                .toList();
    }
}
