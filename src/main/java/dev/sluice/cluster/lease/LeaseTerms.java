package dev.sluice.cluster.lease;

import java.time.Duration;

/**
 * The Lease that decides who runs, and its times.
 *
 * @param duration how long it holds without renewal
 * @param renewDeadline how long its holder tries to renew it, below the duration
 * @param retryPeriod between tries, less than two fifths of the deadline
 */
public record LeaseTerms(
        String namespace, String name, Duration duration, Duration renewDeadline, Duration retryPeriod) {

    public LeaseTerms {
        if (duration.compareTo(renewDeadline) <= 0) {
            throw new IllegalArgumentException("a renew-deadline of " + renewDeadline.toSeconds()
                    + "s is not below the duration of " + duration.toSeconds() + "s");
        }
        if (renewDeadline.multipliedBy(2).compareTo(retryPeriod.multipliedBy(5)) <= 0) {
            throw new IllegalArgumentException("a retry-period of " + retryPeriod.toSeconds()
                    + "s is not less than two fifths of the renew-deadline of " + renewDeadline.toSeconds() + "s");
        }
    }
}
