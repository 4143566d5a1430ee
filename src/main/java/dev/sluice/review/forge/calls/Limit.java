package dev.sluice.review.forge.calls;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether a refusal is about speed, and when it may be tried again.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub's limits</a>
 * @see <a href="https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/">GitLab's limits</a>
 */
final class Limit {

    /** GitHub's advice where it names no time; twice as long each time. */
    private static final Duration UNSAID = Duration.ofMinutes(1);

    private static final Duration LEAST = Duration.ofSeconds(1);

    private Limit() {}

    /** Whether it only says that there were too many calls. */
    static boolean isMeant(Refusal refusal) {
        return refusal.status() == 429
                || refusal.status() == 403
                        && (refusal.header("retry-after").isPresent()
                                || refusal.header("x-ratelimit-remaining").equals(Optional.of("0"))
                                || refusal.says("secondary rate limit")
                                || refusal.says("abuse detection"));
    }

    /**
     * How long to wait.
     *
     * @param times how often this call has been told so before
     */
    static Duration wait(Refusal refusal, Instant now, int times) {
        return asked(refusal, now).orElseGet(() -> UNSAID.multipliedBy(1L << Math.min(times, 10)));
    }

    /** How long the answer itself says, at least a second; empty where it does not say. */
    static Optional<Duration> asked(Refusal refusal, Instant now) {
        Optional<Instant> retry = refusal.header("retry-after")
                .flatMap(text -> seconds(text).map(now::plusSeconds).or(() -> date(text)));
        return Stream.of(retry, reset(refusal, "x-ratelimit-reset"), reset(refusal, "ratelimit-reset"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(until -> Duration.between(now, until))
                .map(wait -> wait.compareTo(LEAST) < 0 ? LEAST : wait);
    }

    private static Optional<Instant> reset(Refusal refusal, String header) {
        return refusal.header(header).flatMap(Limit::seconds).map(Instant::ofEpochSecond);
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
