package dev.sluice.serve.api;

import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.RoundTrip;
import dev.sluice.policy.Impact.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the last plan would have done to the external traffic that was observed in one cluster.
 *
 * @param message a sentence, which never says that there is no impact
 * @param from where the window of observation begins, inclusive
 * @param to where it ends, exclusive
 * @param flows how many flow records were replayed
 * @param bytes what these records counted; not scaled up by the sampling
 * @param sampling one packet in this many was seen, the most where records differ; absent where none says so
 * @param unseen why the observation is incomplete; never empty
 * @param changed what would be decided otherwise, the most bytes first
 */
public record ImpactReport(
        String cluster,
        String message,
        Instant from,
        Instant to,
        long flows,
        long bytes,
        @Nullable Integer sampling,
        List<String> unseen,
        List<ChangedTraffic> changed) {

    /**
     * Traffic of one workload to one address.
     *
     * @param before allowed, denied, or undecided where it depends on a name or a node
     * @param after the same
     * @param roundTripMedianMicros the TCP round-trip time in microseconds; absent where none was recorded
     * @param roundTripP95Micros of 95 in 100 records at most
     */
    public record ChangedTraffic(
            String namespace,
            String workload,
            String destination,
            String before,
            String after,
            long flows,
            long bytes,
            Instant lastSeen,
            @Nullable Long roundTripMedianMicros,
            @Nullable Long roundTripP95Micros) {

        static ChangedTraffic of(Changed changed) {
            return new ChangedTraffic(
                    changed.namespace(),
                    changed.workload(),
                    changed.destination().toString(),
                    changed.before().name().toLowerCase(Locale.ROOT),
                    changed.after().name().toLowerCase(Locale.ROOT),
                    changed.flows(),
                    changed.bytes(),
                    changed.lastSeen(),
                    micros(changed.roundTrip().map(RoundTrip::median)),
                    micros(changed.roundTrip().map(RoundTrip::p95)));
        }

        private static @Nullable Long micros(Optional<Duration> time) {
            return time.map(found -> found.toNanos() / 1_000).orElse(null);
        }
    }

    static ImpactReport of(Impact impact) {
        return new ImpactReport(
                impact.cluster(),
                impact.summary(),
                impact.from(),
                impact.to(),
                impact.flows(),
                impact.bytes(),
                impact.sampling().map(Sampling::most).orElse(null),
                impact.unseen(),
                impact.changed().stream().map(ChangedTraffic::of).toList());
    }
}
