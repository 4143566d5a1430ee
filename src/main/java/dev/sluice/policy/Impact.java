package dev.sluice.policy;

import dev.sluice.ranges.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a change of rules would have done to the external traffic that was observed in one cluster.
 *
 * <p>Traffic that was not observed may be affected all the same: code that shows this shows {@link #unseen} with it.
 *
 * @param cluster the cluster's name
 * @param from since when all flows were read, inclusive; the same as {@code to} where of no time all were
 * @param to where the window of observation ends, exclusive
 * @param flows how many flow records were replayed
 * @param bytes what these records counted; not scaled up by the sampling
 * @param sampling how many packets there were for each that was seen; empty where no record told
 * @param changed what would be decided otherwise, the most bytes first
 * @param unseen why the observation is incomplete, each a sentence; never empty
 */
public record Impact(
        String cluster,
        Instant from,
        Instant to,
        long flows,
        long bytes,
        Optional<Sampling> sampling,
        List<Changed> changed,
        List<String> unseen) {

    private static final Comparator<Changed> ORDER = Comparator.comparingLong(Changed::bytes)
            .reversed()
            .thenComparing(Changed::namespace)
            .thenComparing(Changed::workload)
            .thenComparing(Changed::destination)
            .thenComparing(Changed::before)
            .thenComparing(Changed::after);

    public Impact {
        if (unseen.isEmpty()) {
            throw new IllegalArgumentException("no observation is complete: say what it did not see");
        }
        changed = changed.stream().sorted(ORDER).toList();
        unseen = List.copyOf(unseen);
    }

    /**
     * The change for one workload and destination.
     *
     * @param workload the owner of the pods, such as a Deployment; empty where the records name none
     * @param lastSeen when the last of these flows ended
     * @param roundTrip empty where no record carries a round-trip time
     */
    public record Changed(
            String namespace,
            String workload,
            Address destination,
            Treatment before,
            Treatment after,
            long flows,
            long bytes,
            Instant lastSeen,
            Optional<RoundTrip> roundTrip) {}

    /**
     * TCP round-trip times, to two significant digits.
     *
     * @param measured how many records carried one
     */
    public record RoundTrip(Duration median, Duration p95, long measured) {}

    /** One packet in this many was seen, from the least to the most among all records; 1 means every packet. */
    public record Sampling(int least, int most) {

        @Override
        public String toString() {
            return least == most ? "1 packet in " + least : "1 packet in " + least + " to " + most;
        }
    }

    /** One sentence, which never says that there is no impact. */
    public String summary() {
        String seen = flows == 0
                ? "no external flow was observed"
                : changed.isEmpty()
                        ? "none of " + flows + " observed flows would be decided otherwise"
                        : affected() + " of " + flows + " observed flows, to " + destinations()
                                + ", would be decided otherwise";
        return seen + " (" + (from.equals(to) ? "before " : "from " + from + " to ") + to
                + "); what was not observed may be affected too";
    }

    private String destinations() {
        long count = changed.stream().map(Changed::destination).distinct().count();
        return count == 1 ? "one destination" : count + " destinations";
    }

    private long affected() {
        return changed.stream().mapToLong(Changed::flows).sum();
    }
}
