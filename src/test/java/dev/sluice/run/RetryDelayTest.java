package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryDelayTest {

    private final RetryDelay delay = new RetryDelay();

    @Test
    void doublesFromAQuarterOfAnHourToFourHours() {
        List<Long> minutes = Stream.generate(() -> delay.after(new Outcome.Failed("no network")))
                .limit(7)
                .map(Duration::toMinutes)
                .toList();

        assertThat(minutes).containsExactly(15L, 30L, 60L, 120L, 240L, 240L, 240L);
    }

    @Test
    void countsSkippedRunsWithFailedOnes() {
        delay.after(new Outcome.Failed("no network"));

        assertThat(delay.after(new Outcome.Skipped("apart"))).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @MethodSource("ended")
    void asksForNoRunOutOfTurnAfterAnyOther(Outcome outcome) {
        assertThat(delay.after(outcome)).isZero();
    }

    @ParameterizedTest
    @MethodSource("ended")
    void beginsAnewAfterAnyOther(Outcome outcome) {
        // Given
        delay.after(new Outcome.Failed("no network"));
        delay.after(outcome);

        // When
        Duration wait = delay.after(new Outcome.Failed("no network"));

        // Then
        assertThat(wait).isEqualTo(Duration.ofMinutes(15));
    }

    static Stream<Outcome> ended() {
        return Stream.of(
                new Outcome.Unchanged(),
                new Outcome.Committed("c0ffee", "demo: deny 1 prefix"),
                Outcome.planned("demo: deny 1 prefix", List.of()),
                new Outcome.Held(List.of("too much"), Optional.of("d1")));
    }
}
