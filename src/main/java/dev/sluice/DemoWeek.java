package dev.sluice;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Seven days of sample feeds, each as Google might publish it. */
final class DemoWeek {

    private static final String PREFIXES = "\"prefixes\": [";

    /**
     * One day's publication.
     *
     * @param words what happens on it
     * @param goog prefixes that goog.json has beside the sample's
     * @param cloud prefixes that cloud.json has beside the sample's
     */
    record DemoDay(String words, List<String> goog, List<String> cloud) {}

    static final List<DemoDay> DAYS = List.of(
            new DemoDay("Monday: the first publication", List.of(), List.of()),
            new DemoDay("Tuesday: Google publishes the same again", List.of(), List.of()),
            new DemoDay("Wednesday: Google adds a prefix", List.of("66.249.64.0/19"), List.of()),
            new DemoDay("Thursday: Google lists far too much", List.of("23.0.0.0/8"), List.of()),
            new DemoDay("Friday: Google takes that back", List.of("66.249.64.0/19", "70.32.128.0/19"), List.of()),
            new DemoDay(
                    "Saturday: customers get a part of it",
                    List.of("66.249.64.0/19", "70.32.128.0/19"),
                    List.of("70.32.130.0/24")),
            new DemoDay("Sunday: Google gives a prefix up", List.of("66.249.64.0/19"), List.of("70.32.130.0/24")));

    private DemoWeek() {}

    /**
     * Writes goog.json and cloud.json of a day.
     *
     * @param day from 0
     * @param token as if it had just been published: an old one would be reported as stale
     */
    static void publish(Path folder, int day, long token) throws IOException {
        DemoDay published = DAYS.get(day);
        Files.writeString(folder.resolve("goog.json"), document("goog.json", published.goog(), token));
        Files.writeString(folder.resolve("cloud.json"), document("cloud.json", published.cloud(), token));
    }

    private static String document(String sample, List<String> more, long token) throws IOException {
        String entries = more.stream()
                .map(prefix -> "{ \"ipv4Prefix\": \"" + prefix + "\", \"scope\": \"demo\" }, ")
                .collect(Collectors.joining());
        try (InputStream content = Objects.requireNonNull(DemoWeek.class.getResourceAsStream("/demo/" + sample))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("\"syncToken\": \"[0-9]+\"", "\"syncToken\": \"" + token + "\"")
                    .replace(PREFIXES, PREFIXES + entries);
        }
    }
}
