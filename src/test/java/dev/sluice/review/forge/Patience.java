package dev.sluice.review.forge;

import dev.sluice.review.forge.calls.Pause;
import dev.sluice.run.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that advances only by calls, and a pause that advances it without waiting. */
public final class Patience extends SettableClock implements Pause {

    private final List<Duration> sleeps = new ArrayList<>();

    public Patience() {
        super(Instant.parse("2026-11-22T08:00:00Z"));
    }

    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        advance(duration);
    }
}
