package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void tellsHowARunEnded() {
        Map<Outcome, Integer> expected = Map.of(
                new Outcome.Committed("c0ffee", "demo: deny 1 prefix"),
                0,
                new Outcome.Unchanged(),
                0,
                new Outcome.Skipped("apart"),
                0,
                Outcome.planned("demo: deny 1 prefix", List.of()),
                0,
                new Outcome.Failed("no network"),
                1,
                new Outcome.Held(List.of("too much"), Optional.of("d1")),
                3);

        assertThat(expected)
                .allSatisfy((outcome, number) ->
                        assertThat(outcome.exitCode().number()).isEqualTo(number));
    }

    @Test
    void keepsOneNumberForMisuse() {
        assertThat(ExitCode.MISUSED.number()).isEqualTo(2);
    }
}
