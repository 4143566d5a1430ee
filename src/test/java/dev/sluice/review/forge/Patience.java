package dev.sluice.review.forge;

import dev.sluice.run.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that only goes on while somebody sleeps, or when it is told to; nobody really sleeps. */
final class Patience extends SettableClock implements Connection.Pause {

    private final List<Duration> sleeps = new ArrayList<>();

    Patience() {
        super(Instant.parse("2026-11-22T08:00:00Z"));
    }

    List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        advance(duration);
    }
}
