package dev.sluice.plan.settings;

import dev.sluice.policy.BlockPolicy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import java.util.Optional;

/** Finds clusters that speak IPv6 while only IPv4 is blocked. */
public final class UnblockedFamily {

    private UnblockedFamily() {}

    /** What to say of a cluster, behind the key that it is about; empty where all is well. */
    public static Optional<String> warning(Cluster cluster, BlockPolicy block) {
        boolean speaks = cluster.networks().all().stream().map(Prefix::family).anyMatch(Family.IPV6::equals);
        return speaks && !block.families().contains(Family.IPV6)
                ? Optional.of("sluice.block.families: cluster " + cluster.name() + " has IPv6 networks, but ipv6 is not"
                        + " among the families: its namespaces reach everything over IPv6")
                : Optional.empty();
    }
}
