package dev.sluice.plan.settings;

import dev.sluice.policy.LetThrough;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import java.util.List;
import java.util.Optional;

/** Finds networks and first rules that together allow a whole family, be it in halves: they would deny nothing. */
public final class FullCoverageCheck {

    private FullCoverageCheck() {}

    /** What is wrong with the networks of a cluster alone; empty where nothing is. */
    public static Optional<String> of(Networks networks) {
        return LetThrough.everything(networks, List.of())
                .map(family -> "together they cover every " + word(family)
                        + " address: no firewall would deny anything; give the cluster's own networks alone");
    }

    /** What is wrong with the first rules of a firewall, given networks that are not; empty where nothing is. */
    public static Optional<String> of(Networks networks, List<Rule> before) {
        return LetThrough.everything(networks, before)
                .filter(family -> of(networks).isEmpty())
                .map(family -> "its Allow rules and the networks together cover every " + word(family)
                        + " address: nothing would be denied; allow what is needed, or put them in after");
    }

    /** {@code IPv4} or {@code IPv6}. */
    public static String word(Family family) {
        return switch (family) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }
}
