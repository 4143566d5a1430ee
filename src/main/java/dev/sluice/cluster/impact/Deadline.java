package dev.sluice.cluster.impact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment by which something must have ended. */
record Deadline(Clock clock, Instant end) {

    static Deadline in(Duration time, Clock clock) {
        return new Deadline(clock, clock.instant().plus(time));
    }

    boolean isOver() {
        return !clock.instant().isBefore(end);
    }

    /** At least a millisecond, since some clients take zero for forever. */
    Duration left() {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }
}
