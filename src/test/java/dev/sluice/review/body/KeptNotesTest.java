package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptNotesTest {

    private static final int LONG = 1_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "above|<!-- notes -->|kept|<!-- notes -->|below; kept",
                "above|<!-- notes -->|kept|<!-- /notes -->|below; kept",
                "<!--notes-->|kept|<!-- NOTES -->; kept",
                "<!-- notes -->||- a|    - b||<!-- notes -->; - a|    - b",
                "<!-- notes -->|one|<!-- notes -->|two|<!-- notes -->; one||two",
                "<!-- notes -->|kept; kept",
                "<!-- notes -->|kept|<!-- sluice:owner 00 -->; kept",
                "<!-- notes -->|a <!-- sluice:owner 00 --> b|<!-- notes -->; a <!-- owner 00 --> b",
                "<!-- notes -->|<!-- notes -->; ''",
                "no notes; ''"
            })
    void areWhatIsBetweenTheMarkers(String body, String notes) {
        String expected = notes.replace('|', '\n');

        assertThat(KeptNotes.in(body.replace('|', '\n'), LONG).text()).isEqualTo(expected);
        assertThat(KeptNotes.in(body.replace("|", "\r\n"), LONG).text()).isEqualTo(expected);
    }

    @Test
    void loseWhatCannotBeSeen() {
        assertThat(KeptNotes.in("<!-- notes -->\na\u0000\u001b[31mb\tc\u202ed\n<!-- notes -->", LONG)
                        .text())
                .isEqualTo("a[31mb\tc\\u202Ed");
    }

    @Test
    void areCutWhereTheyAreTooLong() {
        String notes = KeptNotes.in("<!-- notes -->\n" + "\ud83d\ude00".repeat(2_000), LONG)
                .text();

        assertThat(notes).hasSizeLessThanOrEqualTo(LONG).endsWith("\n(Cut here: notes may have 1000 characters.)");
        assertThat(notes.codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    @Test
    void areTheSameWhenTheyAreReadAgain() {
        KeptNotes notes = KeptNotes.in("<!-- notes -->\r\n\r\nkept\r\n\r\n```\r\ncode\r\n```\r\n<!-- notes -->", LONG);
        String body = new RequestBody(Templates.engine())
                .of(
                        GoldenRequest.ORDINARY_CHANGE.briefing(),
                        new BodyPage(60_000, true, Optional.empty(), AnswerAdvice.BY_LABELS, notes));

        assertThat(KeptNotes.in(body, LONG)).isEqualTo(notes);
    }
}
