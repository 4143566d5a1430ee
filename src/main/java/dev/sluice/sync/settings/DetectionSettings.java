package dev.sluice.sync.settings;

import dev.sluice.policy.Destination.DnsName;
import dev.sluice.render.Cluster;
import dev.sluice.sync.settings.ClustersConfig.ClusterConfig;
import java.util.stream.Stream;

/** Reads what a cluster is asked while its networks are detected. */
final class DetectionSettings {

    private DetectionSettings() {}

    /** @param raw whose mistakes were said already */
    static DetectionTerms terms(Cluster cluster, ClusterConfig raw) {
        boolean detect = new LinkSettings(new Problems()).detect("", raw);
        boolean wildcards = detect && raw.dnsNameResolver().isEmpty() && holdsWildcards(cluster);
        return new DetectionTerms(false, wildcards);
    }

    private static boolean holdsWildcards(Cluster cluster) {
        return cluster.targets().stream()
                .flatMap(target -> Stream.concat(
                        target.firewall().before().stream(), target.firewall().after().stream()))
                .anyMatch(rule -> rule.to() instanceof DnsName name && name.isWildcard());
    }
}
