package dev.sluice.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A line on a terminal that says how far the work is, once it takes over two seconds; gone when the work ends. Thread-safe.
 *
 * <p>The cursor stays at its beginning, so that a log message covers it.
 */
public final class ProgressLine implements Consumer<String> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofMillis(250);

    /** A line that wraps could not be taken back. */
    private static final int WIDEST = 70;

    private static final String ERASE = "\u001b[K";

    private final PrintStream err;
    private final boolean isShown;
    private final Clock clock;
    private Instant began = Instant.MAX;
    private String words = "";
    private String onScreen = "";

    /** @param isShown whether a person waits at a terminal */
    ProgressLine(PrintStream err, boolean isShown, Clock clock) {
        this.err = err;
        this.isShown = isShown;
        this.clock = clock;
    }

    /** @param isWaitedFor whether the command ends with its work */
    public static ProgressLine of(PrintStream err, Terminal terminal, boolean isWaitedFor, Clock clock) {
        ProgressLine line = new ProgressLine(err, terminal.isErr() && isWaitedFor, clock);
        if (line.isShown) {
            ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("progress").unstarted(task));
            beat.scheduleAtFixedRate(line::refresh, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        }
        return line;
    }

    /** @param said what is done now; empty where the work has ended */
    @Override
    public synchronized void accept(String said) {
        if (!isShown) {
            return;
        }
        if (said.isEmpty()) {
            end();
        } else {
            words = said.length() <= WIDEST ? said : said.substring(0, WIDEST);
            if (began.equals(Instant.MAX)) {
                began = clock.instant();
            }
        }
    }

    private void end() {
        if (!onScreen.isEmpty()) {
            print(ERASE);
        }
        words = "";
        onScreen = "";
        began = Instant.MAX;
    }

    /** Shows the last words where it is time, and they are others than on the screen. */
    synchronized void refresh() {
        if (!words.isEmpty() && !words.equals(onScreen) && !clock.instant().isBefore(began.plus(PATIENCE))) {
            print(words + ERASE + "\r");
            onScreen = words;
        }
    }

    private void print(String text) {
        err.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        err.flush();
    }
}
