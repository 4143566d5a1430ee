package dev.sluice.review.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkerTest {

    private static final String CONTENT = "0123456789abcdef".repeat(4);

    @Test
    void readsWhatItWrote() {
        String text = Marker.content(CONTENT).on("A body.\n");

        assertThat(text).isEqualTo("A body.\n\n<!-- sluice:content " + CONTENT + " -->\n");
        assertThat(Marker.contentOf(text)).contains(CONTENT);
        assertThat(Marker.content(CONTENT).isIn(text)).isTrue();
        assertThat(Marker.FOREIGN_COMMIT.isIn(text)).isFalse();
    }

    @Test
    void readsWhatAForgeStoresWithCarriageReturns() {
        assertThat(Marker.contentOf("a\r\n\r\n<!-- sluice:content " + CONTENT + " -->\r\n"))
                .contains(CONTENT);
    }

    @Test
    void takesTheLastOfSeveral() {
        String text = Marker.content(CONTENT).on(Marker.content("f".repeat(64)).on("a"));

        assertThat(Marker.contentOf(text)).contains(CONTENT);
    }

    @Test
    void standsOnComments() {
        assertThat(Marker.FOREIGN_COMMIT).hasToString("<!-- sluice:comment foreign-commit -->");
        assertThat(Marker.all(Marker.CLOSED_BY_SLUICE.on(Marker.FOREIGN_COMMIT.on("a"))))
                .containsExactly(Marker.FOREIGN_COMMIT, Marker.CLOSED_BY_SLUICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sluice:content 00",
                "`<!-- sluice:content 00 -->`",
                "> <!-- sluice:content 00 -->",
                "<!-- sluice:content 00 --> and more",
                "<!-- sluice:content 00",
                "<!-- other:content 00 -->",
                "<!--sluice:content 00-->"
            })
    void readsNothingElse(String text) {
        assertThat(Marker.all(text)).isEmpty();
        assertThat(Marker.contentOf(text)).isEmpty();
    }

    @Test
    void refusesWhatWouldBreakOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Marker("content", "0 --> x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Marker("a\nb", ""));
    }
}
