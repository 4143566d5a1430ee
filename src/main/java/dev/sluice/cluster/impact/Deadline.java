package dev.sluice.cluster.impact;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The moment by which something must have ended. */
record Deadline(Clock clock, Instant end) {

    /** Less is not worth a question. */
    private static final Duration LEAST_SHARE = Duration.ofSeconds(1);

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

    /** An equal part of what is left for the first of some, a second at least; what it does not use is left to the others. */
    Deadline share(int among) {
        Duration part = left().dividedBy(among);
        Instant until = clock.instant().plus(part.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : part);
        return until.isBefore(end) ? new Deadline(clock, until) : this;
    }
}
