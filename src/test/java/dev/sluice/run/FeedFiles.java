package dev.sluice.run;

import dev.sluice.feed.Feed;
import dev.sluice.feed.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** goog.json and cloud.json in a folder, as a publisher writes them. */
public final class FeedFiles {

    /** The syncToken of the first publication: the first of January 2026. */
    public static final long TOKEN = 1_767_225_600_000L;

    /** 41 prefixes that stay 41 rules, and one that the other feed cuts in half; so many that one more is ordinary. */
    public static final List<String> GOOG = Stream.concat(
                    IntStream.rangeClosed(0, 40).mapToObj(i -> "142.250." + 2 * i + ".0/24"),
                    Stream.of("34.64.0.0/16", "2001:4860::/32", "2600:1900::/28"))
            .toList();

    public static final List<String> CLOUD = Stream.concat(
                    IntStream.range(0, 20).mapToObj(i -> "104.154." + 2 * i + ".0/24"),
                    Stream.of("34.64.0.0/17", "2600:1900::/31"))
            .toList();

    private final Path folder;
    private final LongSupplier tokens;

    /** Each publication is a second later than the last. */
    public FeedFiles(Path folder) {
        this(folder, new AtomicLong(TOKEN));
    }

    /** @param tokens gives the syncToken of each publication */
    public FeedFiles(Path folder, LongSupplier tokens) {
        this.folder = folder;
        this.tokens = tokens;
    }

    private FeedFiles(Path folder, AtomicLong last) {
        this(folder, () -> last.addAndGet(1000));
    }

    public List<Feed> feeds() {
        return Stream.of("goog", "cloud")
                .map(name -> new Feed(name, file(name).toUri(), Format.GOOGLE))
                .toList();
    }

    public Path file(String name) {
        return folder.resolve(name + ".json");
    }

    /** Publishes both feeds with the next token. */
    public long publish(Collection<String> goog, Collection<String> cloud) {
        long token = tokens.getAsLong();
        publish("goog", token, goog);
        publish("cloud", token, cloud);
        return token;
    }

    public void publish(String name, long syncToken, Collection<String> prefixes) {
        String entries = prefixes.stream()
                .map(prefix -> "{\"ipv%sPrefix\": \"%s\", \"scope\": \"%s\"}"
                        .formatted(
                                prefix.contains(":") ? "6" : "4", prefix, name.equals("cloud") ? "europe-west3" : ""))
                .collect(Collectors.joining(",\n  "));
        write(name, "{\"syncToken\": \"%d\", \"prefixes\": [\n  %s]}".formatted(syncToken, entries));
    }

    public void write(String name, String document) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(name), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> with(List<String> prefixes, String... more) {
        return Stream.concat(prefixes.stream(), Stream.of(more)).toList();
    }

    public static List<String> without(List<String> prefixes, String... fewer) {
        List<String> rest = new ArrayList<>(prefixes);
        rest.removeAll(List.of(fewer));
        return rest;
    }

    public static List<String> reversed(List<String> prefixes) {
        List<String> reversed = new ArrayList<>(prefixes);
        Collections.reverse(reversed);
        return reversed;
    }
}
