package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .withMessage("--dry-run works with --once only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"once", "--Once", "-once", "--once=true", ""})
    void refusesAWordThatMeansNothing(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of("--once", word)))
                .withMessage("unknown argument '" + word + "'");
    }

    @Test
    void checksADirectory(@TempDir Path directory) {
        Arguments arguments = Arguments.parse(List.of("--verify", directory.toString()));

        assertThat(arguments.verify()).contains(directory);
        assertThat(arguments.once()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--verify, --verify needs a directory",
        "--verify nowhere, --verify needs a directory: 'nowhere' is none",
        "--verify pom.xml, --verify needs a directory: 'pom.xml' is none",
        "--verify --once, --verify needs a directory: '--once' is none",
        "--once --verify src, '--verify takes one directory and nothing else'",
        "--verify src --once, '--verify takes one directory and nothing else'",
        "--verify src --verify src, '--verify takes one directory and nothing else'",
        "--verify src src, unknown argument 'src'",
        "--verify=src, unknown argument '--verify=src'"
    })
    void refusesToCheckAnythingButOneDirectory(String words, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of(words.split(" "))))
                .withMessage(message);
    }
}
