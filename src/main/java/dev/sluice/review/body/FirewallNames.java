package dev.sluice.review.body;

import dev.sluice.policy.FirewallDelta;
import java.util.List;

/** Names of firewalls that have something in common. */
final class FirewallNames {

    private FirewallNames() {}

    /** For example {@code `demo/bank`, `demo/shop` and 3 more}. */
    static Inline names(List<FirewallDelta> firewalls, Depth depth) {
        List<String> names = firewalls.stream().map(FirewallDelta::toString).toList();
        return Inline.codes(names, depth.names());
    }
}
