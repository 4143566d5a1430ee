package dev.sluice.cluster.impact;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again where a server answers that it is busy, as long as its time allows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, Retry-After</a>
 */
final class Retry {

    private static final Set<Integer> BUSY = Set.of(429, 503);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Deadline deadline;
    private final Waiting pause;

    /** Waits. */
    interface Waiting {
        void take(Duration time) throws InterruptedException;
    }

    Retry(Deadline deadline, Waiting pause) {
        this.deadline = deadline;
        this.pause = pause;
    }

    /**
     * Asks until there is an answer, another refusal, or no time for a further question.
     *
     * @throws WebApplicationException the last refusal
     * @throws ProcessingException if there is no answer
     * @throws IOException if the wait was interrupted
     */
    <T> T ask(Supplier<T> question) throws IOException {
        for (Duration wait = FIRST_PAUSE; ; wait = longer(wait)) {
            try {
                return question.get();
            } catch (WebApplicationException e) {
                Duration asked = asked(e.getResponse().getHeaderString("Retry-After"), wait);
                if (!BUSY.contains(e.getResponse().getStatus()) || asked.compareTo(deadline.left()) >= 0) {
                    throw e;
                }
                sleep(asked);
            }
        }
    }

    private void sleep(Duration time) throws IOException {
        try {
            pause.take(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", e);
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** A number of seconds, or a date; no less than the pause without it, so that a zero is no hammering. */
    private Duration asked(@Nullable String header, Duration least) {
        if (header == null) {
            return least;
        }
        Duration asked;
        try {
            asked = header.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(
                            deadline.clock().instant(),
                            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return least;
        }
        return asked.compareTo(least) < 0 ? least : asked;
    }
}
