package dev.sluice.review.body;

import dev.sluice.policy.FirewallDelta;
import java.util.List;

/** Names of firewalls that have something in common. */
final class FirewallNames {

    private static final int MOST = 6;

    private FirewallNames() {}

    /** For example {@code `demo/bank`, `demo/shop` and 3 more}. */
    static Inline names(List<FirewallDelta> firewalls) {
        return Inline.codes(firewalls.stream().map(FirewallDelta::toString).toList(), MOST);
    }
}
