package dev.sluice.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads durations as Quarkus does: {@code 30s}, {@code 5m} or ISO 8601. */
public final class Durations {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofHours(1);

    private Durations() {}

    /** What durations are unless they say otherwise. */
    public static final class UpToAnHour extends Between {

        private static final long serialVersionUID = 1;

        public UpToAnHour() {
            super(MIN, MAX, "1s to 1h");
        }
    }

    /** Reads a duration of a range. */
    public abstract static class Between extends ValueConverter<Duration> {

        private static final long serialVersionUID = 1;

        /** @param range how a person writes both ends, which count, for example {@code 1m to 30d} */
        protected Between(Duration least, Duration most, String range) {
            super("duration from " + range, between(least, most, range), least);
        }

        @Override
        public @Nullable Duration convert(String text) {
            return super.convert(text);
        }
    }

    /** As a configuration spells it: {@code 90s}, {@code 30m}, {@code 2h}. */
    public static String text(Duration duration) {
        if (duration.toSecondsPart() != 0 || duration.isZero()) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }

    /** @param range how a person writes the two, for example {@code 1m to 30d} */
    private static Function<String, Duration> between(Duration least, Duration most, String range) {
        return text -> {
            Duration duration = parse(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("'" + text + "' is not from " + range);
            }
            return duration;
        };
    }

    private static Duration parse(String text) {
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 30s", e);
        }
    }
}
