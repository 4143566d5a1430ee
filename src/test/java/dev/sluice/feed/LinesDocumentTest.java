package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ranges.Prefix;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesDocumentTest {

    private static final Feed FEED = new Feed("fastly", URI.create("https://feeds.example/list"), Format.LINES);

    @Test
    void readsOneCidrALine() {
        assertThat(prefixes("23.235.32.0/20\n43.249.72.0/22\n2a04:4e40::/32\n"))
                .containsExactly(
                        Prefix.parse("23.235.32.0/20"), Prefix.parse("43.249.72.0/22"), Prefix.parse("2a04:4e40::/32"));
    }

    @Test
    void passesOverCommentsAndBlankLines() {
        assertThat(prefixes("# published 2026-04-20\n\n  23.235.32.0/20   # anycast\n\t\n#43.249.72.0/22\n"))
                .containsExactly(Prefix.parse("23.235.32.0/20"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "23.235.32.0/20\r\n43.249.72.0/22\r\n",
                "23.235.32.0/20\n43.249.72.0/22",
                "43.249.72.0/22\n23.235.32.0/20\n43.249.72.0/22\n"
            })
    void doesNotMindLineEndsOrderOrRepetition(String text) {
        assertThat(prefixes(text)).containsExactly(Prefix.parse("23.235.32.0/20"), Prefix.parse("43.249.72.0/22"));
    }

    @Test
    void hasNoToken() {
        assertThat(FEED.format().parse(FEED, bytes("23.235.32.0/20\n")).token()).isEmpty();
    }

    @Test
    void acceptsAListOfIpv6Alone() {
        assertThat(prefixes("2a04:4e40::/32\n")).containsExactly(Prefix.parse("2a04:4e40::/32"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "23.235.32.1/20             | has host bits set: write 23.235.32.0/20",
                "23.235.32.0                | is not a CIDR",
                "23.235.32.0/20 43.0.0.0/8  | is not a CIDR",
                "<html>                     | is not a CIDR"
            })
    void refusesABadLineWithItsNumberAndValue(String line, String why) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> prefixes("# list\n\n23.235.32.0/20\n" + line + "\n"))
                .withMessageStartingWith("feed fastly refused: line 4: '" + line + "'")
                .withMessageContaining(why);
    }

    @Test
    void doesNotRepeatAVeryLongLine() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> prefixes("x".repeat(100_000)))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing today\n"})
    void refusesAListWithoutPrefixes(String text) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> prefixes(text))
                .withMessage("feed fastly refused: it has no prefix");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = "23.235.32.0/20 # d\u00e9j\u00e0 vu\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> FEED.format().parse(FEED, latin1))
                .withMessage("feed fastly refused: it is not a text in UTF-8");
    }

    private static List<Prefix> prefixes(String text) {
        return FEED.format().parse(FEED, bytes(text)).prefixes().prefixes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
