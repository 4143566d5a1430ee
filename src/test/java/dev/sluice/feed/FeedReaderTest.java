package dev.sluice.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {

    private static final long OLD = 1_776_632_400_123L;
    private static final long NEW = 1_776_654_000_123L;

    @TempDir
    private Path folder;

    private Clock clock = at(NEW);
    private final List<Duration> pauses = new ArrayList<>();
    private Feed goog;
    private Feed cloud;

    @BeforeEach
    void publishOnePublication() {
        goog = publish("goog", OLD);
        cloud = publish("cloud", OLD);
    }

    @Test
    void takesAPairOfOnePublicationAtOnce() {
        Reading reading = reader(() -> {}).read(List.of(goog, cloud));

        assertThat(reading).isInstanceOfSatisfying(Reading.Agreed.class, agreed -> assertThat(agreed.documents())
                .extracting(Document::name)
                .containsExactly("goog", "cloud"));
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fetchesAgainUntilThePairAgrees(int fetches) {
        publish("goog", NEW);

        Reading reading = reader(() -> publishCloudAfter(fetches)).read(List.of(goog, cloud));

        assertThat(reading).isInstanceOfSatisfying(Reading.Agreed.class, agreed -> assertThat(agreed.documents())
                .extracting(Document::token)
                .containsOnly(OptionalLong.of(NEW)));
        assertThat(pauses).hasSize(fetches);
    }

    @Test
    void givesUpOnAPairThatStaysApartBeforeHalfAMinute() {
        publish("goog", NEW);

        Reading reading = reader(() -> {}).read(List.of(goog, cloud));

        assertThat(reading).isInstanceOfSatisfying(Reading.Apart.class, apart -> assertThat(apart.documents())
                .extracting(Document::token)
                .containsExactly(OptionalLong.of(NEW), OptionalLong.of(OLD)));
        assertThat(pauses).hasSizeGreaterThan(2).allMatch(Duration::isPositive);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void doesNotCompareFeedsThatAreNoPair() {
        Feed crawler = publish("googlebot", NEW);

        assertThat(reader(() -> {}).read(List.of(goog, cloud, crawler))).isInstanceOf(Reading.Agreed.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void takesOneOfThePairWithoutTheOther() {
        Feed crawler = publish("googlebot", NEW);

        assertThat(reader(() -> {}).read(List.of(goog, crawler))).isInstanceOf(Reading.Agreed.class);
    }

    @Test
    void doesNotCompareAListThatOnlyBorrowsANameOfThePair() throws IOException {
        Files.writeString(folder.resolve("cloud.json"), "23.235.32.0/20\n");
        Feed lines = new Feed("cloud", cloud.url(), Format.LINES);

        assertThat(reader(() -> {}).read(List.of(goog, lines))).isInstanceOf(Reading.Agreed.class);
    }

    @Test
    void stopsWhenInterrupted() {
        publish("goog", NEW);
        FeedReader reader = new FeedReader(
                client(),
                pause -> {
                    throw new InterruptedException();
                },
                clock);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> reader.read(List.of(goog, cloud)))
                .isNotInstanceOf(TransientFeedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 24})
    void takesAPublicationOfTheNextDay(long hours) {
        clock = at(OLD - Duration.ofHours(hours).toMillis());

        assertThat(reader(() -> {}).read(List.of(goog, cloud))).isInstanceOf(Reading.Agreed.class);
    }

    @Test
    void refusesAPublicationMoreThanADayAhead() {
        clock = at(OLD - Duration.ofHours(24).toMillis() - 1);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> reader(() -> {}).read(List.of(goog, cloud)))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessage(
                        "feed goog refused: syncToken 1776632400123 is of 2026-04-19T21:00:00.123Z, more than 24 hours"
                                + " ahead of this machine's clock (2026-04-18T21:00:00Z): see whether the clock or the publisher"
                                + " is wrong");
    }

    @Test
    void refusesTheFarthestFuture() {
        publish("goog", 999_999_999_999_999_999L);
        publish("cloud", 999_999_999_999_999_999L);

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> reader(() -> {}).read(List.of(goog, cloud)))
                .withMessageContaining("syncToken 999999999999999999 is of +31690708-");
    }

    private static Clock at(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    private void publishCloudAfter(int fetches) {
        if (pauses.size() == fetches) {
            publish("cloud", NEW);
        }
    }

    private FeedReader reader(Runnable meanwhile) {
        return new FeedReader(
                client(),
                pause -> {
                    pauses.add(pause);
                    meanwhile.run();
                },
                clock);
    }

    private static FeedClient client() {
        Transfer limits = new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024);
        return new FeedClient(FeedSource.of(limits, null));
    }

    private Feed publish(String name, long token) {
        Path file = folder.resolve(name + ".json");
        try {
            Files.writeString(
                    file, "{\"syncToken\": \"" + token + "\", \"prefixes\": [{\"ipv4Prefix\": \"8.8.4.0/24\"}]}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Feed(name, file.toUri(), Format.GOOGLE);
    }
}
