package dev.sluice.cluster.impact;

import dev.sluice.policy.Impact.RoundTrip;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/** Flows of one workload to one destination, added up; some ten kilobytes with round trips, however many they are. */
final class Sum {

    private static final int SIGNIFICANT_DIGITS = 2;
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toMillis() * 1_000;

    private long flows;
    private long bytes;
    private Instant lastSeen = Instant.MIN;
    private @Nullable IntCountsHistogram roundTrips;

    /** Adds all but its round trip. */
    void add(Flow flow) {
        flows++;
        bytes = together(bytes, flow.bytes());
        lastSeen = flow.end().isAfter(lastSeen) ? flow.end() : lastSeen;
    }

    void addAll(Sum other) {
        flows += other.flows;
        bytes = together(bytes, other.bytes);
        lastSeen = other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen;
        if (roundTrips == null) {
            roundTrips = other.roundTrips;
        } else if (other.roundTrips != null) {
            roundTrips.add(other.roundTrips);
        }
    }

    /** The sum of two counts; the largest number where it is larger: records from outside may hold any. */
    static long together(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    long flows() {
        return flows;
    }

    long bytes() {
        return bytes;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    boolean measures() {
        return roundTrips != null;
    }

    void addRoundTrip(long nanos) {
        if (roundTrips == null) {
            roundTrips = new IntCountsHistogram(SIGNIFICANT_DIGITS); // grows with the largest value
        }
        roundTrips.recordValue(Math.min(nanos / 1_000, LONGEST_MICROS));
    }

    void forgetRoundTrips() {
        roundTrips = null;
    }

    Optional<RoundTrip> roundTrip() {
        return Optional.ofNullable(roundTrips)
                .map(times -> new RoundTrip(quantile(times, 50), quantile(times, 95), times.getTotalCount()));
    }

    private static Duration quantile(IntCountsHistogram times, double percent) {
        return Duration.of(times.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }
}
