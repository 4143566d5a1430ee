package dev.sluice.run;

import java.time.ZoneId;
import java.util.Optional;

/**
 * When runs begin.
 *
 * @param cron a Quartz cron expression; empty for never
 */
public record ScheduleTerms(Optional<String> cron, ZoneId zone) {

    /** Reads the schedule of {@code sluice}. */
    public static ScheduleTerms of(RunConfig raw) {
        return new ScheduleTerms(
                Optional.of(raw.schedule()).filter(cron -> !cron.equals(RunConfig.Cron.OFF)), raw.timeZone());
    }
}
