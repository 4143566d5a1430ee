package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import dev.sluice.policy.Destination.DnsName;
import dev.sluice.render.Cluster;
import java.util.stream.Stream;

/** Reads what a cluster is asked while its networks are detected. */
public final class DetectionSettings {

    private DetectionSettings() {}

    /** @param raw whose mistakes were said already */
    public static DetectionTerms terms(Cluster cluster, ClusterConfig raw) {
        boolean detect = new LinkSettings(new Problems()).detect("", raw);
        boolean wildcards = detect && raw.dnsNameResolver().isEmpty() && holdsWildcards(cluster);
        return new DetectionTerms(detect && nodeAddresses("", raw, new Problems()), wildcards);
    }

    /** Whether nodes are allowed by their addresses, and not by their label. */
    static boolean nodeAddresses(String key, ClusterConfig raw, Problems problems) {
        return problems.read(key + ".networks.nodes", raw.networks().nodes(), false, DetectionSettings::addresses);
    }

    private static boolean addresses(String text) {
        return switch (text) {
            case "selector" -> false;
            case "addresses" -> true;
            default -> throw new IllegalArgumentException("'" + text + "' is neither selector nor addresses");
        };
    }

    private static boolean holdsWildcards(Cluster cluster) {
        return cluster.targets().stream()
                .flatMap(target ->
                        Stream.concat(target.firewall().before().stream(), target.firewall().after().stream()))
                .anyMatch(rule -> rule.to() instanceof DnsName name && name.isWildcard());
    }
}
