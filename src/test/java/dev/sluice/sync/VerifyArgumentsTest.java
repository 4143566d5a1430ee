package dev.sluice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyArgumentsTest {

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
        "--once --verify src, '--verify stands alone, with one directory'",
        "--verify src --once, '--verify stands alone, with one directory'",
        "--verify src --verify src, '--verify stands alone, with one directory'",
        "--verify src src, unknown argument 'src'",
        "--verify=src, unknown argument '--verify=src'"
    })
    void refusesAnythingElse(String words, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of(words.split(" "))))
                .withMessage(message);
    }
}
