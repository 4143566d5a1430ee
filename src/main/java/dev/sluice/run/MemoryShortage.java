package dev.sluice.run;

import dev.sluice.text.OutsideText;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Ends the process where memory ran out, after the run's outcome is known: which other threads lost something with it
 * cannot be found out. What starts the process anew begins with a run.
 *
 * <p>It is not left to the virtual machine's option ExitOnOutOfMemoryError: that ends the process before there is an
 * outcome, and with 3, which means held.
 */
@ApplicationScoped
public class MemoryShortage {

    private static final Logger LOG = Logger.getLogger(MemoryShortage.class);

    /** Longer than a shutdown takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private final IntConsumer exit;
    private volatile boolean isShort;

    @Inject
    MemoryShortage() {
        this(MemoryShortage::leave);
    }

    /** @param exit ends the process with a code, and does not wait */
    public MemoryShortage(IntConsumer exit) {
        this.exit = exit;
    }

    /** What a run or a look at the clusters failed of, in words. */
    public static String said(OutOfMemoryError failure) {
        return "memory ran out (%s) with a heap of at most %d MiB: give the process more, or look why the feeds have grown"
                .formatted(
                        OutsideText.line(String.valueOf(failure.getMessage()), 200),
                        Runtime.getRuntime().maxMemory() / (1024 * 1024));
    }

    void afterRun(@Observes RunFinished run) {
        if (run.outcome() instanceof Outcome.Failed failed && failed.isLast()) {
            end(failed.message());
        }
    }

    /** Ends the process, once. */
    public void end(String reason) {
        if (!isShort) {
            isShort = true;
            LOG.fatalf("the process ends with %d: %s", ExitCode.FAILED.number(), reason);
            exit.accept(ExitCode.FAILED.number());
        }
    }

    /** Whether memory ran out, so that the process is about to end. */
    public boolean isShort() {
        return isShort;
    }

    private static void leave(int code) {
        Thread.ofPlatform().daemon().name("memory shortage").start(() -> {
            try {
                Thread.sleep(PATIENCE); // an orderly end may want memory, too
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(code);
        });
        Quarkus.asyncExit(code);
    }
}
