package dev.sluice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void servesWithoutAnyWord() {
        assertThat(Arguments.parse(List.of())).isEqualTo(new Arguments(false, false, false, Optional.empty()));
    }

    @Test
    void doesOneRun() {
        assertThat(Arguments.parse(List.of("--once"))).isEqualTo(new Arguments(true, false, false, Optional.empty()));
    }

    @Test
    void plansOneRunInWhateverOrderTheWordsStand() {
        assertThat(Arguments.parse(List.of("--dry-run", "--once")))
                .isEqualTo(Arguments.parse(List.of("--once", "--dry-run")))
                .isEqualTo(new Arguments(true, true, false, Optional.empty()));
    }

    @Test
    void helps() {
        assertThat(Arguments.parse(List.of("--help"))).isEqualTo(new Arguments(false, false, true, Optional.empty()));
    }

    @Test
    void refusesADryRunThatWouldServe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--dry-run")))
                .withMessage("--dry-run stands beside --once only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "--Once", "-once", "--once=true", ""})
    void refusesAWordThatMeansNothing(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--once", word)))
                .withMessage("unknown argument '" + word + "'");
    }
}
