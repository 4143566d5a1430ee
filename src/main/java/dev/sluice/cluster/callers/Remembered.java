package dev.sluice.cluster.callers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest answers, each for a while; bounded and thread-safe. */
final class Remembered<Q, A> {

    /** Enough for all who call at a time; a flood of made-up tokens costs no more memory. */
    private static final int MOST = 1_000;

    private final Duration duration;
    private final Clock clock;
    private final Map<Q, Known<A>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Q, Known<A>> eldest) {
            return size() > MOST;
        }
    };

    private record Known<A>(A answer, Instant until) {}

    Remembered(Duration duration, Clock clock) {
        this.duration = duration;
        this.clock = clock;
    }

    synchronized Optional<A> find(Q question) {
        return Optional.ofNullable(answers.get(question))
                .filter(known -> clock.instant().isBefore(known.until()))
                .map(Known::answer);
    }

    synchronized void put(Q question, A answer) {
        answers.put(question, new Known<>(answer, clock.instant().plus(duration)));
    }
}
