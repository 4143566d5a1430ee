package dev.sluice.plan.settings;

import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import dev.sluice.plan.settings.ClustersConfig.NodeRule;
import dev.sluice.policy.Destination.DnsName;
import dev.sluice.render.Cluster;
import java.util.List;
import java.util.stream.Stream;

/** Reads what a cluster is asked while its networks are detected. */
public final class DetectionSettings {

    /** In place of the names of egress nodes. */
    static final String EVERY_NODE = "all";

    private DetectionSettings() {}

    public static DetectionTerms terms(Cluster cluster, ClusterConfig raw) {
        boolean detect = isAsked(raw);
        boolean wildcards = detect && raw.dnsNameResolver().isEmpty() && holdsWildcards(cluster);
        boolean addresses =
                raw.networks().nodes().filter(NodeRule.ADDRESSES::equals).isPresent();
        return new DetectionTerms(detect && addresses, wildcards, detect && isEveryNode(raw));
    }

    /** Whether every node of the cluster may host egress addresses. */
    static boolean isEveryNode(ClusterConfig raw) {
        return raw.egressNodes().orElse(List.of()).equals(List.of(EVERY_NODE));
    }

    /** Whether a cluster's networks are detected, said in either of two ways. */
    static boolean isAsked(ClusterConfig raw) {
        return raw.networksFrom().isPresent() || raw.networks().detect();
    }

    private static boolean holdsWildcards(Cluster cluster) {
        return cluster.targets().stream()
                .flatMap(target ->
                        Stream.concat(target.firewall().before().stream(), target.firewall().after().stream()))
                .anyMatch(rule -> rule.to() instanceof DnsName name && name.isWildcard());
    }
}
