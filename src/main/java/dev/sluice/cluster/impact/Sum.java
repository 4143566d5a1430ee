package dev.sluice.cluster.impact;

import dev.sluice.policy.Impact.RoundTrip;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

/** Flows of one workload to one destination, added up; some ten kilobytes, however many they are. */
final class Sum {

    private static final int SIGNIFICANT_DIGITS = 2;
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toMillis() * 1_000;

    private long flows;
    private long bytes;
    private Instant lastSeen = Instant.MIN;
    private @Nullable IntCountsHistogram roundTrips;

    void add(Flow flow) {
        flows++;
        bytes += flow.bytes();
        lastSeen = flow.end().isAfter(lastSeen) ? flow.end() : lastSeen;
        flow.roundTripNanos().ifPresent(this::addRoundTrip);
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

    Optional<RoundTrip> roundTrip() {
        return Optional.ofNullable(roundTrips)
                .map(times -> new RoundTrip(quantile(times, 50), quantile(times, 95), times.getTotalCount()));
    }

    private void addRoundTrip(long nanos) {
        if (roundTrips == null) {
            roundTrips = new IntCountsHistogram(SIGNIFICANT_DIGITS); // grows with the largest value
        }
        roundTrips.recordValue(Math.min(nanos / 1_000, LONGEST_MICROS));
    }

    private static Duration quantile(IntCountsHistogram times, double percent) {
        return Duration.of(times.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }
}
