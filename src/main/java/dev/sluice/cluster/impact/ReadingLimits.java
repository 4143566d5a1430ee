package dev.sluice.cluster.impact;

import java.time.Duration;

/**
 * How much is read.
 *
 * @param window how far back
 * @param timeout how long reading may take, all clusters together
 * @param pageSize flows in one answer
 * @param maxFlows flows of one cluster
 */
public record ReadingLimits(Duration window, Duration timeout, int pageSize, long maxFlows) {

    /** A day, half a minute of a run's time, and Loki's default limit for one answer. */
    public static final ReadingLimits DEFAULT =
            new ReadingLimits(Duration.ofHours(24), Duration.ofSeconds(30), 5_000, 1_000_000);
}
