package dev.sluice.review.body;

import dev.sluice.policy.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What recorded flows say about a change. That a flow was not observed never means that there is none. */
public sealed interface Impact {

    /** Nobody asked for it. */
    record NotAsked() implements Impact {}

    /**
     * It was asked for and could not be had.
     *
     * @param reason in words
     */
    record Unknown(String reason) implements Impact {}

    /**
     * Flows were replayed through the rules before and after.
     *
     * @param sampling one packet in so many was seen
     * @param rows flows whose verdict changes, the heaviest first
     * @param cut what was left out, in words
     */
    record Observed(Instant from, Instant to, int sampling, List<Row> rows, List<String> cut) implements Impact {

        public Observed {
            rows = List.copyOf(rows);
            cut = List.copyOf(cut);
        }
    }

    /**
     * The flows of one workload to one destination.
     *
     * @param workload such as {@code shop/Deployment/cart}
     * @param destination an address or a prefix
     * @param now what will happen to them; before, it was the other
     * @param bytes as sampled
     * @param median of the round-trip times; empty where none was measured
     * @param p95 of the round-trip times; empty where none was measured
     */
    record Row(
            String cluster,
            String workload,
            String destination,
            Action now,
            long bytes,
            Instant lastSeen,
            Optional<Duration> median,
            Optional<Duration> p95) {}
}
