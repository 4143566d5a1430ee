package dev.sluice.review.forge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only goes on while somebody sleeps, or when it is told to; nobody really sleeps. */
final class Patience extends Clock implements Connection.Pause {

    private final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public void sleep(Duration duration) {
        sleeps.add(duration);
        advance(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
