package dev.sluice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A small pair of feeds in Google's format, as files. */
final class Feeds {

    static final List<String> GOOG = List.of("8.8.4.0/24", "8.8.8.0/24", "34.64.0.0/10", "142.250.0.0/15");
    static final List<String> CLOUD = List.of("34.64.0.0/11", "34.100.0.0/16");

    private final Path folder;

    Feeds(Path folder) {
        this.folder = folder;
    }

    Feeds publish(long token, List<String> goog, List<String> cloud) throws IOException {
        write("goog", token, goog);
        write("cloud", token, cloud);
        return this;
    }

    void write(String name, long token, List<String> prefixes) throws IOException {
        String entries = prefixes.stream()
                .map(prefix -> "{\"ipv4Prefix\": \"" + prefix + "\"}")
                .collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve(name + ".json"),
                "{\"syncToken\": \"" + token + "\", \"creationTime\": \"2026-01-01T00:00:00\", \"prefixes\": ["
                        + entries + "]}");
    }

    /** The feeds' part of a configuration. */
    String yaml() {
        return """
                  feeds:
                    goog: { url: "%s" }
                    cloud: { url: "%s" }
                """.formatted(
                        folder.resolve("goog.json").toUri(),
                        folder.resolve("cloud.json").toUri());
    }
}
