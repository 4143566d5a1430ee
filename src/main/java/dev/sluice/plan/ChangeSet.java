package dev.sluice.plan;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.Change;
import java.util.List;
import java.util.stream.Stream;

/**
 * Clusters whose changes are published together.
 *
 * @param subject the cluster, or {@code all}
 * @param clusters those that change
 * @param removed those that go
 */
record ChangeSet(String subject, List<ClusterPlan> clusters, List<RemovedCluster> removed) {

    private static final String ALL = "all";

    ChangeSet {
        clusters = clusters.stream().filter(plan -> !plan.change().isEmpty()).toList();
        removed = List.copyOf(removed);
    }

    static ChangeSet all(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return new ChangeSet(ALL, clusters, removed);
    }

    /** A group for each cluster that changes. */
    static List<ChangeSet> each(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return Stream.concat(
                        clusters.stream()
                                .map(plan -> new ChangeSet(plan.cluster().name(), List.of(plan), List.of())),
                        removed.stream().map(cluster -> new ChangeSet(cluster.name(), List.of(), List.of(cluster))))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    /** All that is in any of these. */
    static ChangeSet of(List<ChangeSet> groups) {
        return all(
                groups.stream().flatMap(group -> group.clusters.stream()).toList(),
                groups.stream().flatMap(group -> group.removed.stream()).toList());
    }

    boolean isEmpty() {
        return clusters.isEmpty() && removed.isEmpty();
    }

    String branch(BranchOwner owner) {
        return owner.branch(subject);
    }

    Change change() {
        return Change.all(Stream.concat(
                        clusters.stream().map(ClusterPlan::change),
                        removed.stream().map(RemovedCluster::change))
                .toList());
    }
}
