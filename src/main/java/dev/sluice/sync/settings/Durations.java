package dev.sluice.sync.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;

/** Reads durations as Quarkus does: {@code 30s}, {@code 5m} or ISO 8601. */
final class Durations {

    private static final Duration MAX = Duration.ofHours(1);

    private Durations() {}

    static Duration read(Problems problems, String key, Optional<String> value, Duration otherwise) {
        return problems.read(key, value, otherwise, Durations::parse);
    }

    private static Duration parse(String text) {
        Duration duration;
        try {
            duration = DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 30s", e);
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not from 1s to 1h");
        }
        return duration;
    }
}
