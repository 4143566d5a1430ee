package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Freeze.Moment;
import dev.sluice.policy.Freeze.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {

    private static final Weekly WEEKEND = new Weekly(
            new Moment(DayOfWeek.FRIDAY, LocalTime.of(18, 0)),
            new Moment(DayOfWeek.MONDAY, LocalTime.of(6, 0)),
            ZoneId.of("Europe/Berlin"),
            "the weekend");

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T16:59:59Z, ",
        "2026-11-27T17:00:00Z, 2026-11-30T05:00:00Z",
        "2026-11-29T12:00:00Z, 2026-11-30T05:00:00Z",
        "2026-11-30T04:59:59Z, 2026-11-30T05:00:00Z",
        "2026-11-30T05:00:00Z, ",
        "2026-11-25T12:00:00Z, ",
        // the clocks go forward in this night
        "2026-03-29T12:00:00Z, 2026-03-30T04:00:00Z"
    })
    void comesEveryWeek(Instant now, Instant until) {
        assertThat(WEEKEND.endAfter(now).orElse(null)).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-25T08:30:00Z, 2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z, ", "2026-11-26T08:30:00Z, "})
    void lastsAsShortAsItLikes(Instant now, Instant until) {
        Weekly morning = new Weekly(
                new Moment(DayOfWeek.WEDNESDAY, LocalTime.of(8, 0)),
                new Moment(DayOfWeek.WEDNESDAY, LocalTime.of(10, 0)),
                ZoneId.of("UTC"),
                "");

        assertThat(morning.endAfter(now).orElse(null)).isEqualTo(until);
    }

    @Test
    void endsWithTheLastOfSeveral() {
        Freeze.Once day = new Freeze.Once(
                Instant.parse("2026-11-28T00:00:00Z"), Instant.parse("2026-12-02T00:00:00Z"), "the audit");
        Freeze freeze = new Freeze(List.of(WEEKEND, day), Set.of());

        assertThat(freeze.at(Instant.parse("2026-11-29T00:00:00Z")))
                .map(Freeze.ActiveFreeze::toString)
                .contains("frozen until 2026-12-02T00:00:00Z: the audit");
        assertThat(freeze.at(Instant.parse("2026-12-02T00:00:00Z"))).isEmpty();
        assertThat(Freeze.NEVER.at(Instant.EPOCH)).isEmpty();
    }
}
