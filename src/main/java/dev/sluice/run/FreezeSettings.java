package dev.sluice.run;

import dev.sluice.config.Problems;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Freeze.FreezeWindow;
import dev.sluice.policy.Freeze.Moment;
import dev.sluice.policy.Freeze.Once;
import dev.sluice.policy.Freeze.Weekly;
import dev.sluice.run.RunConfig.FreezeConfig;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code sluice.freeze} and {@code sluice.freeze-except}. */
public final class FreezeSettings {

    private static final String KEY = "sluice.freeze";

    private static final Pattern WEEKLY = Pattern.compile("([A-Za-z]+) +([0-9]{2}:[0-9]{2})");

    private final RunConfig raw;
    private final ZoneId zone;
    private final Instant now;
    private final Problems problems;

    /** @param now what ends before is doubtful */
    public FreezeSettings(RunConfig raw, Instant now, Problems problems) {
        this.raw = raw;
        this.zone = raw.timeZone();
        this.now = now;
        this.problems = problems;
    }

    /** @param clusters names of those that are configured */
    public Freeze freeze(Set<String> clusters) {
        List<FreezeWindow> windows = new ArrayList<>();
        List<FreezeConfig> given = raw.freeze();
        for (int index = 0; index < given.size(); index++) {
            window(KEY + "[" + index + "]", given.get(index)).ifPresent(windows::add);
        }
        List<String> exceptions = problems.unique(
                KEY + "-except",
                problems.readAll(KEY + "-except", raw.freezeExcept().orElse(List.of()), name -> {
                    if (clusters.contains(name)) {
                        return name;
                    }
                    throw new IllegalArgumentException("'" + name + "' is not the name of a cluster");
                }));
        return new Freeze(windows, new HashSet<>(exceptions));
    }

    private Optional<FreezeWindow> window(String key, FreezeConfig config) {
        String from = config.from();
        String until = config.until();
        String reason = config.reason().orElse("");
        boolean isWeekly = WEEKLY.matcher(from).matches();
        if (isWeekly != WEEKLY.matcher(until).matches()) {
            if (!from.equals(RunConfig.FreezeTime.MISSING)) {
                problems.error(
                        key + ".until",
                        "'" + until + "' is of another kind than '" + from + "': two times, or two of a week");
            }
            return Optional.empty();
        }
        return isWeekly
                ? problems.parse(key + ".until", until, text -> new Weekly(moment(from), moment(text), zone, reason))
                : once(key, from, until, reason);
    }

    private Optional<FreezeWindow> once(String key, String from, String until, String reason) {
        Instant begin = time(from, zone, false);
        Instant end = time(until, zone, true);
        if (!begin.isBefore(end)) {
            problems.error(key + ".until", "'" + until + "' is not after '" + from + "'");
            return Optional.empty();
        }
        if (!end.isAfter(now)) {
            problems.warn(key + ".until", "'" + until + "' is past: nothing is frozen by it any more");
        }
        return Optional.of(new Once(begin, end, reason));
    }

    /** The text, if it is a time of a calendar or of a week. */
    static String requireTime(String text) {
        if (WEEKLY.matcher(text).matches()) {
            moment(text);
        } else {
            time(text, ZoneOffset.UTC, false);
        }
        return text;
    }

    /** @param isEnd a day alone is meant with all of it */
    private static Instant time(String text, ZoneId zone, boolean isEnd) {
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                LocalDate day = LocalDate.parse(text);
                return (isEnd ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
            }
            boolean isLocal = text.matches(".*T[0-9:.]+");
            return isLocal
                    ? LocalDateTime.parse(text).atZone(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time such as 2026-12-20, 2026-12-20T18:00, 2026-12-20T18:00+01:00"
                            + " or, every week, Fri 18:00",
                    e);
        }
    }

    private static Moment moment(String text) {
        Matcher parts = WEEKLY.matcher(text);
        if (parts.matches()) {
            String name = parts.group(1).toUpperCase(Locale.ROOT);
            Optional<DayOfWeek> day = Stream.of(DayOfWeek.values())
                    .filter(each -> each.name().equals(name)
                            || each.name().substring(0, 3).equals(name))
                    .findFirst();
            try {
                if (day.isPresent()) {
                    return new Moment(day.get(), LocalTime.parse(parts.group(2)));
                }
            } catch (DateTimeException e) {
                // said below
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a time of a week such as Fri 18:00");
    }
}
