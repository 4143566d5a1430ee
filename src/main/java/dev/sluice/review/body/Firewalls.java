package dev.sluice.review.body;

import dev.sluice.plan.briefing.FirewallChange;
import java.util.List;

/** Names of firewalls that have something in common. */
final class Firewalls {

    private Firewalls() {}

    /** For example {@code `demo/bank`, `demo/shop` and 3 more}. */
    static Inline names(List<FirewallChange> firewalls, Depth depth) {
        List<String> names = firewalls.stream()
                .map(firewall -> firewall.cluster() + "/" + firewall.namespace())
                .toList();
        return Inline.codes(names, depth.names());
    }
}
