package dev.sluice.render;

import dev.sluice.policy.Blocked;
import dev.sluice.policy.RuleList;
import java.util.Map;

/**
 * What the policy decided for one cluster.
 *
 * @param firewalls by target namespace
 */
public record Decided(Blocked blocked, Map<String, RuleList> firewalls) {

    public Decided {
        firewalls = Map.copyOf(firewalls);
    }
}
