package dev.sluice.cluster.verification;

import java.time.Instant;

/**
 * When something came to be as it is.
 *
 * @param isAtLeast whether it may have been so before: no time of the API tells, and this is the first look that saw it
 */
public record Since(Instant time, boolean isAtLeast) {

    /** As an API or Git tells it. */
    public static Since told(Instant time) {
        return new Since(time, false);
    }

    /** The time, after {@code at least} where it may have been so before. */
    @Override
    public String toString() {
        return isAtLeast ? "at least " + time : time.toString();
    }
}
