package dev.sluice.serve.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as people read it, and exactly.
 *
 * @param exact ISO 8601, in UTC
 * @param shown for example {@code 28 Nov 2026, 18:03 UTC}
 * @param span how long ago that is, for example {@code 5 hours}
 */
public record PageTime(String exact, String shown, String span) {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private static final int ENOUGH = 2;

    public static PageTime of(Instant time, Instant now) {
        Duration past = Duration.between(time, now);
        return new PageTime(
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                FORMAT.format(time.atOffset(ZoneOffset.UTC)),
                words(past));
    }

    /** For example {@code 5 hours ago}. */
    public String ago() {
        return span + " ago";
    }

    /** In the largest unit of which there are two, for example {@code 47 hours}; 1 second or more. */
    static String words(Duration time) {
        if (time.toDays() >= ENOUGH) {
            return time.toDays() + " days";
        }
        if (time.toHours() >= ENOUGH) {
            return time.toHours() + " hours";
        }
        if (time.toMinutes() >= ENOUGH) {
            return time.toMinutes() + " minutes";
        }
        long seconds = Math.max(1, time.toSeconds());
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
