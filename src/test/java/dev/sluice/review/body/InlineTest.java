package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
                    us-central1 = `us-central1`
                    *.example.com = `*.example.com`
                    a`b = `a\\u0060b`
                    a|b = `a\\u007Cb`
                    <b> = `\\u003Cb>`
                    @octocat = `\\u0040octocat`
                    Zürich = `Zürich`
                    """)
    void showsTextFromOutsideInACodeSpan(String outside, String shown) {
        assertThat(Inline.code(outside)).hasToString(shown);
    }

    @Test
    void namesWhatCannotBeSeen() {
        assertThat(Inline.code("a\nb\u202ec\u0000\ud800")).hasToString("`a\\u000Ab\\u202Ec\\u0000\\uD800`");
    }

    @Test
    void keepsCharactersBeyondTheBasicPlaneWhole() {
        assertThat(Inline.code("\ud83d\ude00".repeat(Inline.LONGEST + 1)))
                .hasToString("`" + "\ud83d\ude00".repeat(Inline.LONGEST) + "…`");
    }

    @Test
    void marksNothingAsADash() {
        assertThat(Inline.code(" \n ")).hasToString("–");
    }

    @Test
    void saysHowManyMoreThereAre() {
        assertThat(Inline.codes(List.of("a", "b", "c"), 2)).hasToString("`a`, `b` and 1 more");
        assertThat(Inline.codes(List.of("a", "b"), 2)).hasToString("`a`, `b`");
    }

    @Test
    void putsNumbersAndPiecesAsTheyAreAndAllElseInCode() {
        assertThat(Inline.say("%s of %s in %s", 3, Inline.code("a"), "b")).hasToString("3 of `a` in `b`");
    }
}
