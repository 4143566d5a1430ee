package dev.sluice.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
                    Zürich ist  schön = Zürich ist  schön
                    "a\nb" = a b
                    "a\r\n\tb " = a b
                    "a \nb" = a b
                    "\u001b[31mred" = [31mred
                    "a\u0000b" = a b
                    "a\u2028b\u2029c" = a b c
                    "a\u202eb" = a\\u202Eb
                    "a\u200bb" = a\\u200Bb
                    "" = ""
                    """)
    void writesOneLineThatCanBeSeen(String outside, String line) {
        assertThat(OutsideText.line(outside)).isEqualTo(line);
    }

    @Test
    void takesNothingForEmpty() {
        assertThat(OutsideText.line(null)).isEmpty();
    }

    @Test
    void namesHalvesOfCharacters() {
        assertThat(OutsideText.line("a\ud83db")).isEqualTo("a\\uD83Db");
        assertThat(OutsideText.line("\ud83d\ude00".repeat(4), 3)).isEqualTo("\ud83d\ude00".repeat(3) + "…");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(OutsideText.line("12345", 5)).isEqualTo("12345");
        assertThat(OutsideText.line("123456", 5)).isEqualTo("12345…");
        assertThat(OutsideText.line("x".repeat(10_000_000))).isEqualTo("x".repeat(500) + "…");
        assertThat(OutsideText.line("\u202e".repeat(10_000_000), 12)).isEqualTo("\\u202E\\u202E…");
        assertThat(OutsideText.line("\n".repeat(10_000_000))).isEqualTo("…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    https://user:secret@git.example/x answered 500    | https://***@git.example/x answered 500
                    https://ghp_secret@git.example/x                  | https://***@git.example/x
                    HTTPS://u:secret@git.example                      | HTTPS://***@git.example
                    ssh://git@git.example:22/x: refused               | ssh://git@git.example:22/x: refused
                    ssh://git:secret@git.example/x                    | ssh://git:***@git.example/x
                    git@git.example:fleet.git                         | git@git.example:fleet.git
                    https://git.example/x?token=secret answered 404   | https://git.example/x?*** answered 404
                    https://git.example/x?token=secret: not found     | https://git.example/x?***: not found
                    'https://git.example/x?a=secret' and https://b/?c=secret | 'https://git.example/x?***' and https://b/?***
                    https://git.example/x#y?token=secret              | https://git.example/x#y?***
                    is that right? yes                                | is that right? yes
                    https://git.example/what?                         | https://git.example/what?
                    """)
    void keepsSecretsOfAddresses(String outside, String line) {
        assertThat(OutsideText.line(outside)).isEqualTo(line);
        assertThat(OutsideText.spelled(outside, 200, point -> false)).isEqualTo(line);
    }

    @Test
    void keepsTheSecretOfAnAddressThatIsCut() {
        assertThat(OutsideText.line("https://user:" + "secret".repeat(50) + "@git.example/x", 30))
                .isEqualTo("https://***@git.example/x");
    }

    /** The seed of a failure is in its message. */
    @Test
    void cleaningTwiceIsCleaningOnce() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            String outside = random.ints(random.nextInt(40), 0, 0x2100)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

            String line = OutsideText.line(outside, 1_000);

            assertThat(OutsideText.line(line, 1_000)).as("seed %d", seed).isEqualTo(line);
            assertThat(line.codePoints()).as("seed %d", seed).noneMatch(Character::isISOControl);
        }
    }
}
