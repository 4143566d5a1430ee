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
public record ReadingLimits(Duration window, Duration timeout, int pageSize, long maxFlows) {}
