package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDocumentTest {

    private static final Feed GOOG = feed("goog");
    private static final Feed CLOUD = feed("cloud");
    private static final Feed CRAWLER = feed("googlebot");

    private static final String ENTRY = "{\"ipv4Prefix\": \"8.8.4.0/24\"}";

    @Test
    void readsPrefixesOfBothFamiliesAndTheToken() {
        FeedContent content = parse(GOOG, """
                {
                  "syncToken": "1776632400123",
                  "creationTime": "2026-04-19T14:00:00.123",
                  "prefixes": [{"ipv4Prefix": "8.8.4.0/24"}, {"ipv6Prefix": "2001:4860::/32"}]
                }
                """);

        assertThat(content.prefixes().name()).isEqualTo("goog");
        assertThat(content.prefixes().prefixes())
                .containsExactly(Prefix.parse("8.8.4.0/24"), Prefix.parse("2001:4860::/32"));
        assertThat(content.token()).hasValue(1_776_632_400_123L);
    }

    @Test
    void keepsTheScopeOfEachEntry() {
        FeedContent content = parse(
                CLOUD,
                document(
                        "{\"ipv4Prefix\": \"34.1.208.0/20\", \"service\": \"Google Cloud\", \"scope\": \"africa-south1\"}"
                                + "," + ENTRY));

        assertThat(content.prefixes().entries())
                .containsExactly(
                        new Entry(Prefix.parse("8.8.4.0/24"), ""),
                        new Entry(Prefix.parse("34.1.208.0/20"), "africa-south1"));
    }

    @Test
    void readsTheSameFromAnyOrderAndFromRepeatedEntries() {
        FeedContent once = parse(GOOG, document(ENTRY + ", {\"ipv4Prefix\": \"8.8.8.0/24\"}"));
        FeedContent again = parse(GOOG, document("{\"ipv4Prefix\": \"8.8.8.0/24\"}," + ENTRY + "," + ENTRY));

        assertThat(again).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{/* a comment */}", "{\"prefixes\": NaN}", "{\"prefixes\": [,1]}", "{'syncToken': '1'}"})
    void namesNoSettingOfTheParser(String text) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, text))
                .withMessageContaining("it is not JSON: ")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("Feature", "ALLOW_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>\n<html lang=en><title>Error 500 (Server Error)!!1</title></html>",
                "{'syncToken': '1'}"
            })
    void refusesWhatIsNotJson(String text) {
        assertRefused(GOOG, text, "it is not JSON");
    }

    @Test
    void doesNotRepeatAPageOfHtmlInItsMessage() {
        String page = "<!DOCTYPE html><p>" + "secret ".repeat(1000);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, page))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).hasSizeLessThan(300).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"prefixes\"", "1"})
    void refusesJsonThatIsNoObject(String text) {
        assertRefused(GOOG, text, "it is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"syncToken\": \"1\"}",
                "{\"syncToken\": \"1\", \"prefixes\": []}",
                "{\"syncToken\": \"1\", \"prefixes\": null}",
                "{\"syncToken\": \"1\", \"prefixes\": {\"ipv4Prefix\": \"8.8.4.0/24\"}}"
            })
    void refusesMissingOrEmptyPrefixes(String text) {
        assertRefused(GOOG, text, "'prefixes' is missing or empty");
    }

    @Test
    void refusesADocumentWithoutAnyIpv4Prefix() {
        assertRefused(GOOG, document("{\"ipv6Prefix\": \"2001:4860::/32\"}"), "it has no IPv4 prefix");
    }

    @Test
    void refusesHalfADownload() {
        String whole = document(ENTRY + "," + ENTRY);

        assertRefused(GOOG, whole.substring(0, whole.length() / 2), "it is not JSON");
        assertRefused(GOOG, whole.substring(0, whole.length() - 1), "it is not JSON");
    }

    @Test
    void refusesWhatFollowsTheDocument() {
        assertRefused(GOOG, document(ENTRY) + document(ENTRY), "it is not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"syncToken\": \"1\", \"syncToken\": \"2\", \"prefixes\": [{\"ipv4Prefix\": \"8.8.4.0/24\"}]}",
                "{\"syncToken\": \"1\", \"prefixes\": [{\"ipv4Prefix\": \"8.8.4.0/24\", \"ipv4Prefix\": \"8.8.8.0/24\"}]}"
            })
    void refusesKeysThatStandTwice(String text) {
        assertRefused(GOOG, text, "it is not JSON: Duplicate");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] document = document("{\"ipv4Prefix\": \"8.8.4.0/24\", \"scope\": \"\u00ff\"}")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> GOOG.format().parse(GOOG, document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8.8.4.1/24    | has host bits set: write 8.8.4.0/24",
                "8.8.4.0       | is not a CIDR",
                "8.8.4.0/33    | is not a CIDR",
                "8.8.4/24      | is not an IP address",
                "08.8.4.0/24   | is not an IP address",
                "8.8.4.0/24x   | is not a CIDR",
                "''            | is not a CIDR",
                "2001:4860::/32| it is of the other family"
            })
    void refusesABadIpv4PrefixWithItsIndexAndValue(String value, String why) {
        String bad = "{\"ipv4Prefix\": \"" + value + "\"}";

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, document(ENTRY + "," + ENTRY + "," + bad)))
                .withMessageStartingWith("feed goog refused: prefixes[2] '" + value + "': ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2001:4860::1/32     | has host bits set: write 2001:4860::/32",
                "2001:4860::/129     | is not a CIDR",
                "::ffff:8.8.4.0/120  | writes an IPv4 block as IPv6",
                "8.8.4.0/24          | it is of the other family"
            })
    void refusesABadIpv6PrefixWithItsIndexAndValue(String value, String why) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, document(ENTRY + ", {\"ipv6Prefix\": \"" + value + "\"}")))
                .withMessageStartingWith("feed goog refused: prefixes[1] '" + value + "': ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"service\": \"Google Cloud\"}",
                "{\"ipv4prefix\": \"8.8.4.0/24\"}",
                "{\"ipv4Prefix\": null}",
                "{\"ipv4Prefix\": 8}",
                "{\"ipv4Prefix\": [\"8.8.4.0/24\"]}",
                "{\"ipv4Prefix\": \"8.8.4.0/24\", \"ipv6Prefix\": \"2001:4860::/32\"}",
                "{\"ipv4Prefix\": \"8.8.4.0/24\", \"ipv6Prefix\": 6}",
                "{\"ipv4Prefix\": 4, \"ipv6Prefix\": \"2001:4860::/32\"}",
                "\"8.8.4.0/24\"",
                "null"
            })
    void refusesAnEntryWithBothOrNeitherOfThePrefixes(String entry) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, document(ENTRY + "," + entry)))
                .withMessageStartingWith("feed goog refused: prefixes[1] '")
                .withMessageEndingWith("exactly one of ipv4Prefix and ipv6Prefix is expected");
    }

    @Test
    void doesNotRepeatAVeryLongValue() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(GOOG, document("{\"ipv4Prefix\": \"" + "9".repeat(100_000) + "\"}")))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"syncToken\": null,",
                "\"syncToken\": \"\",",
                "\"syncToken\": \"soon\",",
                "\"syncToken\": \"-1\",",
                "\"syncToken\": \"1776632400123 \",",
                "\"syncToken\": \"99999999999999999999\",",
                "\"syncToken\": 1.5,",
                "\"syncToken\": true,",
                "\"syncToken\": {},"
            })
    void refusesAMissingOrNonNumericTokenOfThePair(String token) {
        String text = "{" + token + "\"prefixes\": [" + ENTRY + "]}";

        assertRefused(GOOG, text, "syncToken");
        assertRefused(CLOUD, text, "syncToken");
    }

    @Test
    void readsATokenThatIsAJsonNumber() {
        String text = "{\"syncToken\": 1776632400123, \"prefixes\": [" + ENTRY + "]}";

        assertThat(parse(GOOG, text).token()).hasValue(1_776_632_400_123L);
    }

    @Test
    void letsOtherFeedsDoWithoutAToken() {
        assertThat(parse(CRAWLER, "{\"prefixes\": [" + ENTRY + "]}").token()).isEmpty();
    }

    @Test
    void refusesANonNumericTokenOfAnyFeed() {
        assertRefused(CRAWLER, "{\"syncToken\": \"soon\", \"prefixes\": [" + ENTRY + "]}", "syncToken 'soon'");
    }

    private static void assertRefused(Feed feed, String text, String why) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> parse(feed, text))
                .withMessageStartingWith("feed " + feed.name() + " refused: ")
                .withMessageContaining(why);
    }

    private static FeedContent parse(Feed feed, String text) {
        return feed.format().parse(feed, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String entries) {
        return "{\"syncToken\": \"1776632400123\", \"prefixes\": [" + entries + "]}";
    }

    private static Feed feed(String name) {
        return new Feed(name, URI.create("https://feeds.example/" + name + ".json"), Format.GOOGLE);
    }
}
