package dev.sluice.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Times in which nothing is published.
 *
 * @param exceptions names of clusters that a change reaches even so if it only takes denials away
 */
public record Freeze(List<FreezeWindow> windows, Set<String> exceptions) {

    public static final Freeze NEVER = new Freeze(List.of(), Set.of());

    /** A time, with why. */
    public sealed interface FreezeWindow {

        String reason();

        /** When the time ends that an instant lies in; empty where it lies in none. */
        Optional<Instant> endAfter(Instant now);
    }

    /**
     * A time that comes once.
     *
     * @param from inclusive
     * @param until exclusive, after {@code from}
     */
    public record Once(Instant from, Instant until, String reason) implements FreezeWindow {

        public Once {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("'" + until + "' is not after '" + from + "'");
            }
        }

        @Override
        public Optional<Instant> endAfter(Instant now) {
            return !now.isBefore(from) && now.isBefore(until) ? Optional.of(until) : Optional.empty();
        }
    }

    /** A moment of each week. */
    public record Moment(DayOfWeek day, LocalTime time) {

        /** The last one that is not after. */
        private ZonedDateTime before(ZonedDateTime now) {
            ZonedDateTime same = now.with(TemporalAdjusters.previousOrSame(day)).with(time);
            return same.isAfter(now) ? same.minusWeeks(1) : same;
        }
    }

    /**
     * A time that comes every week.
     *
     * @param from inclusive
     * @param until exclusive, another moment than {@code from}
     */
    public record Weekly(Moment from, Moment until, ZoneId zone, String reason) implements FreezeWindow {

        public Weekly {
            if (from.equals(until)) {
                throw new IllegalArgumentException("it ends as it begins");
            }
        }

        @Override
        public Optional<Instant> endAfter(Instant now) {
            ZonedDateTime here = now.atZone(zone);
            ZonedDateTime began = from.before(here);
            ZonedDateTime ended = until.before(here);
            if (began.isBefore(ended)) {
                return Optional.empty();
            }
            return Optional.of(until.before(here.plusWeeks(1)).toInstant());
        }
    }

    /**
     * What holds at an instant.
     *
     * @param until when it ends at the earliest
     */
    public record ActiveFreeze(Instant until, String reason) {

        /** For example {@code frozen until 2027-01-07T00:00:00Z: the holidays}. */
        @Override
        public String toString() {
            return "frozen until " + until + (reason.isEmpty() ? "" : ": " + reason);
        }
    }

    public Freeze {
        windows = List.copyOf(windows);
        exceptions = Set.copyOf(exceptions);
    }

    /** Of several windows the one that ends last. */
    public Optional<ActiveFreeze> at(Instant now) {
        return windows.stream()
                .flatMap(window -> window.endAfter(now).map(end -> new ActiveFreeze(end, window.reason())).stream())
                .max(Comparator.comparing(ActiveFreeze::until));
    }
}
