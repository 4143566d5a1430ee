package dev.sluice.plan.briefing;

import dev.sluice.policy.Rule;
import dev.sluice.policy.certificate.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The firewall of one namespace, as it is published and as it shall be.
 *
 * @param before the published rules; none where there is no firewall yet, or none that can be read
 * @param now none where the firewall goes
 * @param certificate whether what is written decides what was meant; empty where the firewall goes
 */
public record FirewallChange(
        String cluster, String namespace, List<Rule> before, List<Rule> now, Optional<Certificate> certificate) {

    public FirewallChange {
        before = List.copyOf(before);
        now = List.copyOf(now);
    }

    public boolean isChanged() {
        return !before.equals(now);
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    public boolean goes() {
        return now.isEmpty();
    }
}
