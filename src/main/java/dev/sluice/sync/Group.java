package dev.sluice.sync;

import dev.sluice.gitops.Change;
import dev.sluice.review.Requests;
import java.util.List;
import java.util.stream.Stream;

/**
 * Clusters whose changes are published together.
 *
 * @param subject the cluster, or {@code all}
 * @param clusters those that change
 * @param removed those that go
 */
record Group(String subject, List<ClusterPlan> clusters, List<RemovedCluster> removed) {

    private static final String ALL = "all";

    Group {
        clusters = clusters.stream().filter(plan -> !plan.change().isEmpty()).toList();
        removed = List.copyOf(removed);
    }

    static Group all(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return new Group(ALL, clusters, removed);
    }

    /** A group for each cluster that changes. */
    static List<Group> each(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return Stream.concat(
                        clusters.stream().map(plan -> new Group(plan.cluster().name(), List.of(plan), List.of())),
                        removed.stream().map(cluster -> new Group(cluster.name(), List.of(), List.of(cluster))))
                .filter(group -> !group.isEmpty())
                .toList();
    }

    /** All that is in any of these. */
    static Group of(List<Group> groups) {
        return all(
                groups.stream().flatMap(group -> group.clusters.stream()).toList(),
                groups.stream().flatMap(group -> group.removed.stream()).toList());
    }

    boolean isEmpty() {
        return clusters.isEmpty() && removed.isEmpty();
    }

    String branch() {
        return Requests.PREFIX + subject;
    }

    Change change() {
        return Change.all(Stream.concat(
                        clusters.stream().map(ClusterPlan::change),
                        removed.stream().map(RemovedCluster::change))
                .toList());
    }

    /** Identifies the change, see {@link Content}. */
    String content(Content content) {
        return content.of(clusters, removed);
    }
}
