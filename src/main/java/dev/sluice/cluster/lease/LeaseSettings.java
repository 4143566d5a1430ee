package dev.sluice.cluster.lease;

import dev.sluice.config.Problems;
import java.util.Optional;

/** Reads {@code sluice.leader-election}. */
public final class LeaseSettings {

    private LeaseSettings() {}

    /**
     * Empty where this instance runs in any case.
     *
     * @param namespace the service's own
     */
    public static Optional<LeaseTerms> of(LeaseConfig raw, String namespace, Problems problems) {
        return problems.name(
                        "sluice.leader-election.duration",
                        raw.lease(),
                        name -> new LeaseTerms(namespace, name, raw.duration(), raw.renewDeadline(), raw.retryPeriod()))
                .filter(terms -> raw.enabled());
    }
}
