package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final ProgressLine line = new ProgressLine(err, true, clock);

    @Test
    void appearsAfterTwoSecondsAndGoesAtTheEnd() {
        // Given
        line.accept("feed goog, 1 of 2");
        clock.advance(Duration.ofMillis(1_999));
        line.refresh();
        assertThat(text()).isEmpty();

        // When
        clock.advance(Duration.ofMillis(1));
        line.refresh();
        line.accept("objects pushed: 3 of 9");
        line.refresh();
        line.refresh();
        line.accept("");
        line.refresh();

        // Then
        assertThat(text()).isEqualTo("feed goog, 1 of 2\u001b[K\robjects pushed: 3 of 9\u001b[K\r\u001b[K");
    }

    @Test
    void leavesNoTraceOfQuickWork() {
        line.accept("feed goog, 1 of 2");
        clock.advance(Duration.ofMillis(1_900));
        line.refresh();
        line.accept("");
        clock.advance(Duration.ofSeconds(10));
        line.refresh();

        assertThat(text()).isEmpty();
    }

    @Test
    void countsTheNextWorkAnew() {
        line.accept("feed goog, 1 of 2");
        line.accept("");
        clock.advance(Duration.ofSeconds(10));
        line.accept("clusters planned: 1 of 9");
        clock.advance(Duration.ofSeconds(1));
        line.refresh();
        assertThat(text()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        line.refresh();

        assertThat(text()).startsWith("clusters planned: 1 of 9");
    }

    @Test
    void isForTerminalsAlone() {
        ProgressLine file = ProgressLine.of(err, Terminal.NONE, true, clock);
        ProgressLine served = ProgressLine.of(err, new Terminal(true, true, true), false, clock);

        for (ProgressLine other : new ProgressLine[] {file, served}) {
            other.accept("feed goog, 1 of 2");
            clock.advance(Duration.ofSeconds(10));
            other.refresh();
            other.accept("");
        }

        assertThat(text()).isEmpty();
    }

    @Test
    void fitsOneLine() {
        line.accept("feed " + "x".repeat(200) + ", 1 of 2");
        clock.advance(Duration.ofSeconds(2));
        line.refresh();

        assertThat(text()).hasSize(70 + "\u001b[K\r".length());
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
