package dev.sluice.review.forge.calls;

import dev.sluice.gitops.GitException;
import dev.sluice.review.ForgeException;
import dev.sluice.review.ForgeLimitException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes one run's calls: waits if the forge limits the rate, within the run's patience, repeats reads that failed by
 * chance, and explains failures. Not for use by several threads.
 */
public final class ForgeCalls {

    private static final int READS = 3;

    /** Writes that need no pause between them; GitHub wants a second between more than a few. */
    private static final int FREE_WRITES = 10;

    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    private final Explanation explanation;
    private final Clock clock;
    private final Pause pause;
    private Duration patience;
    private int writes;

    /** @param patience how long all calls together may wait for the forge */
    public ForgeCalls(Explanation explanation, Duration patience, Clock clock, Pause pause) {
        this.explanation = explanation;
        this.patience = patience;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Asks for something, again where the answer gets lost.
     *
     * @param what is done, as an infinitive
     */
    public <T> T read(String what, Supplier<T> call) {
        Duration wait = Duration.ofSeconds(1);
        for (int left = READS - 1; ; left--) {
            try {
                return once(what, call);
            } catch (LostAnswerException e) {
                if (left == 0 || wait.compareTo(patience) > 0) {
                    throw e;
                }
                sleep(what, wait);
                patience = patience.minus(wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** Asks for something that may not be there: empty where the forge says 404. */
    public <T> Optional<T> find(String what, Supplier<T> call) {
        try {
            return Optional.of(read(what, call));
        } catch (RefusedException e) {
            if (e.isStatus(404)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Changes something, once: if the answer gets lost, it may have happened. */
    public <T> T write(String what, Supplier<T> call) {
        if (++writes > FREE_WRITES) {
            sleep(what, BETWEEN_WRITES);
        }
        return once(what, call);
    }

    public void write(String what, Runnable call) {
        write(what, () -> {
            call.run();
            return what;
        });
    }

    private <T> T once(String what, Supplier<T> call) {
        for (int times = 0; ; times++) {
            try {
                return answer(what, call.get());
            } catch (Refusal refusal) {
                if (!Limit.isMeant(refusal)) {
                    throw refusal.status() < 500
                            ? explanation.refused(what, refusal)
                            : explanation.broken(what, refusal);
                }
                waitFor(what, Limit.wait(refusal, clock.instant(), times));
            } catch (ProcessingException | WebApplicationException | GitException e) { // the last: of the token's file
                throw explanation.lost(what, e);
            }
        }
    }

    private <T> T answer(String what, T answer) {
        if (answer == null) {
            throw explanation.lost(what, new IllegalStateException("nothing"));
        }
        return answer;
    }

    /** What was refused for its speed alone has not happened, so that it may be repeated. */
    private void waitFor(String what, Duration wait) {
        if (wait.compareTo(patience) > 0) {
            Instant until = clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS);
            throw new ForgeLimitException("cannot " + what + " now: the forge has had enough calls until " + until
                    + ", longer than sluice.review.max-wait allows; a later run goes on");
        }
        sleep(what, wait);
        patience = patience.minus(wait);
    }

    private void sleep(String what, Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ForgeException("interrupted before it could " + what, e);
        }
    }
}
