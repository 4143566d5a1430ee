package dev.sluice.run;

import com.cronutils.model.time.ExecutionTime;
import dev.sluice.config.Problems;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When runs begin.
 *
 * @param cron a Quartz cron expression; empty for never
 */
public record ScheduleTerms(Optional<String> cron, ZoneId zone) {

    /** Reads the schedule of {@code sluice}. */
    public static ScheduleTerms of(RunConfig raw, Clock clock, Problems problems) {
        ScheduleTerms terms = new ScheduleTerms(
                Optional.of(raw.schedule()).filter(cron -> !cron.equals(RunConfig.Cron.OFF)), raw.timeZone());
        terms.cron()
                .filter(cron -> !terms.comesAfter(clock.instant(), cron))
                .ifPresent(cron -> problems.error(
                        "sluice.schedule",
                        "'" + cron + "' never comes again: give a time that is to come, or off for no schedule"));
        return terms;
    }

    private boolean comesAfter(Instant now, String cron) {
        return ExecutionTime.forCron(RunConfig.Cron.parsed(cron))
                .nextExecution(now.atZone(zone))
                .isPresent();
    }
}
