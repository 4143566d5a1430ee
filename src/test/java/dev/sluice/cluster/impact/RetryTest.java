package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.run.SettableClock;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final List<Duration> pauses = new ArrayList<>();
    private int asked;

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void asksABusyServerAgain(int status) throws IOException {
        String answer = retry().ask(() -> answer(status, null, 3));

        assertThat(answer).isEqualTo("answer");
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | PT7S",
                "0 | PT0.5S",
                "Fri, 02 Jan 2026 02:00:09 GMT | PT9S",
                "Fri, 02 Jan 2026 01:00:00 GMT | PT0.5S",
                "soon | PT0.5S",
                "-5 | PT0.5S"
            })
    void waitsAsLongAsTheServerAsks(String header, Duration pause) throws IOException {
        retry().ask(() -> answer(429, header, 1));

        assertThat(pauses).containsExactly(pause);
    }

    @Test
    void givesUpWhereTheTimeDoesNotAllowTheWait() {
        assertThatThrownBy(() -> retry().ask(() -> answer(503, "31", 1))).isInstanceOf(WebApplicationException.class);

        assertThat(pauses).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void endsWithinItsTime() {
        assertThatThrownBy(() -> retry().ask(() -> answer(503, null, 1_000)))
                .isInstanceOf(WebApplicationException.class);

        assertThat(clock.instant()).isBefore(NOW.plusSeconds(30));
        assertThat(pauses).hasSizeBetween(4, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    void asksOnceWhereAnotherQuestionWouldNotHelp(int status) {
        assertThatThrownBy(() -> retry().ask(() -> answer(status, "1", 1))).isInstanceOf(WebApplicationException.class);

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void stopsWhereItIsInterrupted() {
        Retry retry = new Retry(Deadline.in(Duration.ofSeconds(30), clock), time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> retry.ask(() -> answer(429, null, 5))).hasMessage("reading was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).isEqualTo(1);
    }

    private Retry retry() {
        return new Retry(Deadline.in(Duration.ofSeconds(30), clock), time -> {
            pauses.add(time);
            clock.advance(time);
        });
    }

    private String answer(int status, @Nullable String retryAfter, int refusals) {
        if (asked++ < refusals) {
            throw new WebApplicationException(
                    Response.status(status).header("Retry-After", retryAfter).build());
        }
        return "answer";
    }
}
