package dev.sluice.policy;

import dev.sluice.ranges.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
 * @param changed what would or may be decided otherwise, the most bytes first; the largest, where there is too much to list
 * @param affected all of it, listed or not
 * @param grouped traffic that is known without addresses, and of which any part may be decided otherwise; the most bytes
 *     first
 * @param failure why flows could not be read; empty where they could, if only in part
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
        Affected affected,
        List<Grouped> grouped,
        Optional<String> failure,
        List<String> unseen) {

    /** Labels that the summary names. */
    private static final int LABELS = 5;

    private static final Comparator<Changed> ORDER = Comparator.comparingLong(Changed::bytes)
            .reversed()
            .thenComparing(Changed::namespace)
            .thenComparing(Changed::workload)
            .thenComparing(Changed::destination)
            .thenComparing(Changed::before)
            .thenComparing(Changed::after);

    private static final Comparator<Grouped> GROUPS = Comparator.comparingLong(Grouped::bytes)
            .reversed()
            .thenComparing(Grouped::namespace)
            .thenComparing(Grouped::workload)
            .thenComparing(Grouped::label);

    /**
     * Traffic of one workload to all external addresses with one label.
     *
     * @param label of the subnet; empty where it has none
     */
    public record Grouped(String namespace, String workload, String label, long bytes) {}

    public Impact {
        if (unseen.isEmpty()) {
            throw new IllegalArgumentException("no observation is complete: say what it did not see");
        }
        changed = changed.stream().sorted(ORDER).toList();
        grouped = grouped.stream().sorted(GROUPS).toList();
        unseen = List.copyOf(unseen);
    }

    /** What was read, with everything listed that is affected. */
    public Impact(
            String cluster,
            Instant from,
            Instant to,
            long flows,
            long bytes,
            Optional<Sampling> sampling,
            List<Changed> changed,
            List<String> unseen) {
        this(
                cluster,
                from,
                to,
                flows,
                bytes,
                sampling,
                changed,
                Affected.of(changed),
                List.of(),
                Optional.empty(),
                unseen);
    }

    /**
     * Flows of which the decision changes.
     *
     * @param certain those that would be decided otherwise
     * @param possible those that may be: a rule by DNS name or node decides before or after
     */
    public record Affected(Count certain, Count possible) {

        static Affected of(List<Changed> changed) {
            Map<Boolean, List<Changed>> parts = changed.stream().collect(Collectors.partitioningBy(Changed::isCertain));
            return new Affected(Count.of(parts.get(true)), Count.of(parts.get(false)));
        }
    }

    /**
     * Flows and how many addresses they went to.
     *
     * @param isLeast whether there are more destinations than were counted
     */
    public record Count(long flows, long destinations, boolean isLeast) {

        public static final Count NONE = new Count(0, 0, false);

        private static Count of(List<Changed> changed) {
            return new Count(
                    changed.stream().mapToLong(Changed::flows).sum(),
                    changed.stream().map(Changed::destination).distinct().count(),
                    false);
        }

        private String to() {
            String count = destinations == 1 ? "one destination" : destinations + " destinations";
            return "to " + (isLeast ? "more than " : "") + count;
        }
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
            Optional<RoundTrip> roundTrip) {

        /** Whether it is decided otherwise for certain. */
        public boolean isCertain() {
            return before != Treatment.UNDECIDED && after != Treatment.UNDECIDED;
        }
    }

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

    /** One sentence, which never says that there is no impact. It may hold text from outside. */
    public String summary() {
        return sentence(failure.map(": "::concat).orElse(""), " (" + labels() + ")");
    }

    /** The same without text from outside. */
    public String headline() {
        return sentence("", "");
    }

    private String sentence(String why, String labels) {
        if (flows == 0 && failure.isPresent()) {
            return "flows could not be read" + why + "; what was not observed may be affected too";
        }
        if (!grouped.isEmpty()) {
            return workloads() + " sent "
                    + grouped.stream().mapToLong(Grouped::bytes).sum()
                    + " bytes to external addresses" + labels + ", any of which may be decided otherwise (from "
                    + from + " to " + to + "); what was not observed may be affected too";
        }
        String seen = flows == 0 ? "no external flow was observed" : observed();
        return seen + " (" + (from.equals(to) ? "before " : "from " + from + " to ") + to
                + "); what was not observed may be affected too";
    }

    private String workloads() {
        long count = grouped.stream()
                .map(group -> List.of(group.namespace(), group.workload()))
                .distinct()
                .count();
        return count == 1 ? "one workload" : count + " workloads";
    }

    private String labels() {
        Map<String, Long> bytes = grouped.stream()
                .collect(Collectors.groupingBy(Grouped::label, TreeMap::new, Collectors.summingLong(Grouped::bytes)));
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LABELS)
                .map(entry ->
                        entry.getValue() + (entry.getKey().isEmpty() ? " without a label" : " to " + entry.getKey()))
                .collect(Collectors.joining(", ", "", bytes.size() > LABELS ? " and others" : ""));
    }

    private String observed() {
        Count certain = affected.certain();
        Count possible = affected.possible();
        if (certain.flows() == 0 && possible.flows() == 0) {
            return "none of " + flows + " observed flows would be decided otherwise";
        }
        if (certain.flows() == 0) {
            return possible.flows() + " of " + flows + " observed flows, " + possible.to()
                    + ", may be decided otherwise, by a DNS name or node";
        }
        return certain.flows() + " of " + flows + " observed flows, " + certain.to() + ", would be decided otherwise"
                + (possible.flows() == 0 ? "" : "; " + possible.flows() + " more may be, by a DNS name or node");
    }
}
