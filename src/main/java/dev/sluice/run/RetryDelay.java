package dev.sluice.run;

import java.time.Duration;

/** How long to wait after a run before the next one out of turn: 15 minutes, doubling to 4 hours. */
final class RetryDelay {

    private static final Duration FIRST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(4);

    private Duration next = FIRST;

    /**
     * Zero for no run out of turn: what went well needs none, and what is held waits for a person. Requests that a forge's
     * limits put off are gone on with after the first delay, every time.
     */
    Duration after(Outcome outcome) {
        return switch (outcome.retry()) {
            case NONE -> reset();
            case SOON -> FIRST;
            case BACK_OFF -> doubled();
        };
    }

    private Duration doubled() {
        Duration wait = next;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return wait;
    }

    private Duration reset() {
        next = FIRST;
        return Duration.ZERO;
    }
}
