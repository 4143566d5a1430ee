package dev.sluice.serve.api;

import dev.sluice.policy.Impact;
import dev.sluice.policy.Impact.Changed;
import dev.sluice.policy.Impact.Grouped;
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
 * @param from since when all flows were read, inclusive; the same as {@code to} where of no time all were
 * @param to where it ends, exclusive
 * @param flows how many flow records were replayed
 * @param bytes what these records counted; not scaled up by the sampling
 * @param sampling one packet in this many was seen, the most where records differ; absent where none says so
 * @param wouldChange how many of these flows would be decided otherwise, listed or not
 * @param mayChange how many more may be, by a rule of a DNS name or node
 * @param failure why flows could not be read; absent where they could, if only in part
 * @param unseen why the observation is incomplete; never empty
 * @param grouped traffic that is known without addresses, and of which any part may be decided otherwise
 * @param changed what would or may be decided otherwise, the most bytes first; the largest, where there is too much to list
 */
public record ImpactReport(
        String cluster,
        String message,
        Instant from,
        Instant to,
        long flows,
        long bytes,
        @Nullable Integer sampling,
        long wouldChange,
        long mayChange,
        @Nullable String failure,
        List<String> unseen,
        List<GroupedTraffic> grouped,
        List<ChangedTraffic> changed) {

    /**
     * Traffic of one workload to all external addresses with one label.
     *
     * @param label of the subnet; empty where it has none
     */
    public record GroupedTraffic(String namespace, String workload, String label, long bytes) {

        static GroupedTraffic of(Grouped grouped) {
            return new GroupedTraffic(grouped.namespace(), grouped.workload(), grouped.label(), grouped.bytes());
        }
    }

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

    public static ImpactReport of(Impact impact) {
        return new ImpactReport(
                impact.cluster(),
                impact.summary(),
                impact.from(),
                impact.to(),
                impact.flows(),
                impact.bytes(),
                impact.sampling().map(Sampling::most).orElse(null),
                impact.affected().certain().flows(),
                impact.affected().possible().flows(),
                impact.failure().orElse(null),
                impact.unseen(),
                impact.grouped().stream().map(GroupedTraffic::of).toList(),
                impact.changed().stream().map(ChangedTraffic::of).toList());
    }
}
