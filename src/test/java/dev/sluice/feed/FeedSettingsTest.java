package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedSettingsTest {

    @Test
    void readsFeedsOfAnyNameAddressAndFormat() {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          feeds:
                            goog: { url: "file:feeds/goog.json" }
                            fastly-4: { url: "http://feeds.example/list", format: lines }
                            unused: { url: "file:///tmp/unused", format: google }
                          block: { include: [goog, fastly-4] }
                        """).settings();

        assertThat(settings.feeds()
                        .named(
                                settings.plan().block().include(),
                                settings.plan().block().exclude()))
                .containsExactly(
                        new Feed("goog", URI.create("file:feeds/goog.json"), Format.GOOGLE),
                        new Feed("fastly-4", URI.create("http://feeds.example/list"), Format.LINES),
                        new Feed("cloud", URI.create("https://www.gstatic.com/ipranges/cloud.json"), Format.GOOGLE));
    }

    @Test
    void readsWhoseAddressesAreDeniedThoughTheyAreNotPublic() {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          feeds:
                            level-1: { url: "http://feeds.example/list", format: lines, allow-special: true }
                            goog: { allow-special: false }
                            cloud: { allow-special: true }
                          block: { include: [goog, level-1] }
                        """).settings();

        assertThat(settings.plan().block().special()).containsExactly("level-1");
        assertThat(settings.plan().warnings())
                .contains("sluice.feeds.cloud.allow-special: has no effect: cloud is not in sluice.block.include");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sluice.feeds.goog.url             | ftp://feeds.example/goog.json | is not an http, https or file address",
                "sluice.feeds.goog.url             | www.gstatic.com/goog.json     | is not an http, https or file address",
                "sluice.feeds.goog.url             | https:///goog.json            | is not an http, https or file address",
                "sluice.feeds.goog.url             | https://bad host/goog.json    | is not an http, https or file address",
                "sluice.feeds.goog.url             | file://host/goog.json         | is not an http, https or file address",
                "sluice.feeds.goog.url             | https://feeds.example:99999/  | is not an http, https or file address",
                "sluice.feeds.goog.format          | csv                           | is neither google nor lines",
                "sluice.feeds.goog.allow-special   | yes                           | is neither true nor false",
                "sluice.fetch.timeout              | soon                          | is not a duration such as 30s",
                "sluice.fetch.timeout              | 2h                            | is not from 1s to 1h",
                "sluice.fetch.connect-timeout      | 10ms                          | is not from 1s to 1h",
                "sluice.fetch.max-bytes            | 16M                           | is not a whole number from 1024 to 1073741824",
                "sluice.fetch.max-bytes            | 10                            | is not a whole number from 1024 to 1073741824"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(key, value).mistakes())
                .containsExactly(key + ": '" + value + "' " + why);
    }

    @Test
    void namesTheFormatsThatThereAre() {
        assertThat(Configuration.minimal()
                        .with("sluice.feeds.goog.format", "xml")
                        .mistakes())
                .singleElement()
                .asString()
                .contains(Stream.of(Format.values())
                        .map(format -> format.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void refusesDocumentsThatTheHeapDoesNotTake() {
        assertThat(Configuration.minimal()
                        .with("sluice.fetch.max-bytes", "1073741824")
                        .mistakes())
                .singleElement()
                .asString()
                .matches(
                        "sluice.fetch.max-bytes: '1073741824' does not fit a heap of [0-9]+ MiB, which takes feeds of [0-9]+"
                                + " bytes: make it smaller, or give the process a heap of 20481 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "sources", "Fastly", "-fastly", "fast_ly", "\"fast.ly\"", "\"../fastly\""})
    void refusesANameThatCannotBeAFile(String name) {
        assertThat(Configuration.minimal()
                        .with("sluice.feeds." + name + ".url", "https://feeds.example/list")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(
                        "sluice.feeds." + name.replace("\"", "") + ": '" + name.replace("\"", "") + "' is not a name");
    }

    @Test
    void refusesAFeedWithoutAddress() {
        assertThat(Configuration.minimal()
                        .with("sluice.feeds.fastly.format", "lines")
                        .mistakes())
                .containsExactly("sluice.feeds.fastly.url: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:s3cret@feeds.example/goog.json",
                "https://s3cret@feeds.example/goog.json",
                "https://user:s3cret@bad_host/goog.json",
                "https://user:s3 cret@feeds.example/goog.json",
                "https:/user:s3cret@feeds.example/goog.json",
                "https:user:s3cret@feeds.example",
                "ftp://user:s3cret@feeds.example/goog.json"
            })
    void refusesCredentialsInAnAddressWithoutSayingThem(String url) {
        List<String> mistakes =
                Configuration.minimal().with("sluice.feeds.goog.url", url).mistakes();

        assertThat(mistakes)
                .singleElement()
                .asString()
                .startsWith("sluice.feeds.goog.url: ")
                .contains("credentials")
                .doesNotContain("cret");
    }

    @Test
    void readsTheLimitsOfAFetch() {
        Settings settings = Configuration.minimal()
                .and("sluice: { fetch: { connect-timeout: 2s, timeout: 1m, max-bytes: 4096 } }")
                .settings();

        assertThat(settings.feeds().transfer())
                .isEqualTo(new Transfer(Duration.ofSeconds(2), Duration.ofMinutes(1), 4096));
    }
}
