package dev.sluice.bench;

import dev.sluice.feed.Document;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedException;
import dev.sluice.feed.FeedSource;
import dev.sluice.feed.Format;
import dev.sluice.feed.Transfer;
import dev.sluice.policy.FeedChange;
import dev.sluice.policy.Guard;
import dev.sluice.policy.Guards;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the guards' table of the guide anew: the largest step of each between captures of the feeds, and when it was held. A
 * capture is a folder with goog.json and cloud.json, at any depth; those that are refused, or whose two lists are of different
 * publications, are left out as a run leaves them out.
 */
public final class GuardHistory {

    private static final Guards DEFAULTS = new Guards(Map.of(), Set.of());

    private GuardHistory() {}

    private record Capture(long token, Selection lists) {

        LocalDate day() {
            return Instant.ofEpochMilli(token).atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    private record Step(Measurement measured, LocalDate day) {}

    /** @param words the folder */
    public static void main(String... words) throws IOException {
        List<Capture> captures = captures(Path.of(words[0]));
        Map<Guard, List<Step>> steps = new EnumMap<>(Guard.class);
        for (int i = 1; i < captures.size(); i++) {
            LocalDate day = captures.get(i).day();
            FeedChange change =
                    FeedChange.between(captures.get(i - 1).lists(), captures.get(i).lists());
            DEFAULTS.read(change, Set.of(Family.values())).forEach(measured -> steps.computeIfAbsent(
                            measured.guard(), any -> new ArrayList<>())
                    .add(new Step(measured, day)));
        }
        System.out.println(captures.size() + " captures\n\n| guard | limit | largest step | on | largest not held | held on |\n"
                + "|---|---|---|---|---|---|");
        steps.forEach((guard, all) -> System.out.println(row(guard, all)));
    }

    private static String row(Guard guard, List<Step> steps) {
        Comparator<Step> bySize = Comparator.comparingDouble(step -> step.measured().percent());
        Step largest = steps.stream().max(bySize).orElseThrow();
        Optional<Step> ordinary =
                steps.stream().filter(step -> !step.measured().tripped()).max(bySize);
        String held = steps.stream()
                .filter(step -> step.measured().tripped())
                .map(step -> step.day().toString())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
        return "| " + guard + " | " + largest.measured().allowed() + " | "
                + largest.measured().measured() + " | " + largest.day() + " | "
                + ordinary.map(step -> step.measured().measured()).orElse("") + " | " + held + " |";
    }

    private static List<Capture> captures(Path folder) throws IOException {
        List<Path> folders;
        try (Stream<Path> tree = Files.walk(folder)) {
            folders = tree.filter(file -> file.endsWith("goog.json") && Files.exists(file.resolveSibling("cloud.json")))
                    .map(Path::getParent)
                    .toList();
        }
        List<Capture> captures = new ArrayList<>();
        for (Path capture : folders) {
            try {
                Document goog = read(Feed.GOOG, capture.resolve("goog.json"));
                Document cloud = read(Feed.CLOUD, capture.resolve("cloud.json"));
                if (goog.token().equals(cloud.token())) {
                    captures.add(new Capture(
                            goog.token().orElseThrow(),
                            new Selection(List.of(goog.prefixes()), List.of(cloud.prefixes()))));
                } else {
                    System.err.println(capture + ": goog and cloud are of different publications");
                }
            } catch (FeedException e) {
                System.err.println(capture + ": " + e.explanation());
            }
        }
        captures.sort(Comparator.comparingLong(Capture::token));
        return captures;
    }

    private static Document read(String name, Path file) {
        Transfer limits = new Transfer(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 24);
        return new FeedClient(FeedSource.of(limits, null))
                .fetch(new Feed(name, file.toAbsolutePath().toUri(), Format.GOOGLE));
    }
}
