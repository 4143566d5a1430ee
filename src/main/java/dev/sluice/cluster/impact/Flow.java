package dev.sluice.cluster.impact;

import dev.sluice.policy.Traffic;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One flow record: packets of a few seconds from one workload to one address.
 *
 * @param workload the name of the owner of the pod; empty where the record names none
 * @param roundTripNanos the TCP round-trip time in nanoseconds
 * @param sampling one packet in this many was seen
 */
record Flow(
        String namespace,
        String workload,
        Traffic traffic,
        long bytes,
        Instant end,
        OptionalLong roundTripNanos,
        OptionalInt sampling) {}
