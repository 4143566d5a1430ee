package dev.sluice.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant PUBLISHED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Outcome GOOD = new Outcome.Unchanged();
    private static final Outcome FAILED = new Outcome.Failed("no network");

    private final SettableClock clock = new SettableClock(PUBLISHED);
    private final Freshness freshness = new Freshness(clock);

    @Test
    void doubtsBeforeAnyRun() {
        assertThat(freshness.doubts()).containsExactly("no run has ended yet");
        assertThat(freshness.lastGood()).isEmpty();
        assertThat(freshness.lastMessage()).isEmpty();
        assertThat(freshness.feedAges()).isEmpty();
    }

    @Test
    void isSureAfterAGoodRun() {
        // When
        run(GOOD);

        // Then
        assertThat(freshness.doubts()).isEmpty();
        assertThat(freshness.lastGood()).contains(PUBLISHED);
        assertThat(freshness.lastMessage())
                .contains("unchanged: nothing to publish: the repository already says what it should");
    }

    @Test
    void doubtsWhileARunIsHeld() {
        run(GOOD);
        run(new Outcome.Held(List.of("rules-changed: too many", "namespace bank would be removed"), Optional.of("d1")));

        assertThat(freshness.doubts())
                .containsExactly("held: rules-changed: too many; namespace bank would be removed");
    }

    @Test
    void doubtsAfterAFailedRun() {
        run(GOOD);
        run(FAILED);

        assertThat(freshness.doubts()).containsExactly("failed: no network");
    }

    @Test
    void doubtsAfterAFirstRunThatFailed() {
        run(FAILED);

        assertThat(freshness.doubts()).containsExactly("failed: no network", "no good run for 36 h");
    }

    @Test
    void isSureForADayAndAHalfWithoutAGoodRun() {
        // Given
        run(GOOD);
        clock.advance(ofHours(36));

        // When
        run(new Outcome.Skipped("apart"));

        // Then
        assertThat(freshness.doubts()).isEmpty();
        assertThat(freshness.lastGood()).contains(PUBLISHED);
        clock.advance(ofSeconds(1));
        assertThat(freshness.doubts()).containsExactly("no good run for 36 h");
    }

    @Test
    void recoversWithTheNextGoodRun() {
        run(FAILED);
        clock.advance(ofHours(40));
        run(GOOD);

        assertThat(freshness.doubts()).isEmpty();
    }

    @Test
    void doubtsAFeedPublishedMoreThanAWeekAgo() {
        // Given
        clock.advance(ofDays(7));
        run(GOOD);
        assertThat(freshness.doubts()).isEmpty();

        // When
        clock.advance(ofSeconds(1));

        // Then
        assertThat(freshness.doubts()).containsExactly("feed goog was published 7 days ago");
    }

    @Test
    void remembersTheAgeOfAFeedThatCannotBeHad() {
        // Given
        run(GOOD);
        clock.advance(ofHours(5));

        // When
        freshness.remember(Reports.finished(FAILED, clock.instant()));

        // Then
        assertThat(freshness.feedAges()).isEqualTo(Map.of("goog", ofHours(5)));
    }

    @Test
    void warnsOfAFeedOlderThanTwoDays() {
        assertThat(logged(ofHours(48))).isEmpty();
        assertThat(logged(ofSeconds(1)))
                .singleElement()
                .asString()
                .contains("WARN", "feed goog was published 48 hours ago");
    }

    @Test
    void callsForAPersonAfterAWeek() {
        assertThat(logged(ofDays(7))).singleElement().asString().contains("WARN", "168 hours ago");
        assertThat(logged(ofSeconds(1)))
                .singleElement()
                .asString()
                .contains("ERROR", "feed goog was published 7 days ago");
    }

    @Test
    void doubtsAPublicationOfTheFuture() {
        clock.advance(ofSeconds(-90));

        run(GOOD);

        assertThat(freshness.doubts())
                .containsExactly("feed goog was published 90 seconds in the future: see whether this machine's clock is"
                        + " right");
    }

    private List<String> logged(Duration later) {
        clock.advance(later);
        try (LogLines log = LogLines.of(Freshness.class.getName())) {
            run(GOOD);
            return log.lines();
        }
    }

    private void run(Outcome outcome) {
        freshness.remember(Reports.finished(outcome, clock.instant(), PUBLISHED));
    }
}
