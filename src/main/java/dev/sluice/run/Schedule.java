package dev.sluice.run;

import dev.sluice.cluster.lease.Leadership;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * When runs happen, in the instance that leads: when it begins to, so that a missed night is caught up; by the cron expression; and again some time after
 * a run that failed or was skipped.
 *
 * <p>Not by {@code @Scheduled}: that begins with every application, a one-shot's among them, with a cron that is checked
 * alone and not among all mistakes of a configuration.
 */
@ApplicationScoped
public class Schedule {

    private static final Logger LOG = Logger.getLogger(Schedule.class);

    /** Longer than a push takes, shorter than the manifests let a pod live on. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScheduleTerms terms;
    private final RunService runs;
    private final Scheduler scheduler;
    private final Leadership leadership;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final RetryDelay delay = new RetryDelay();

    private @Nullable ScheduledFuture<?> retry;

    Schedule(ScheduleTerms terms, RunService runs, Scheduler scheduler, Leadership leadership) {
        this.terms = terms;
        this.runs = runs;
        this.scheduler = scheduler;
        this.leadership = leadership;
    }

    public void start() {
        terms.cron().ifPresent(cron -> scheduler
                .newJob("run")
                .setCron(cron)
                .setTimeZone(terms.zone().getId())
                .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> run())
                .schedule());
        leadership.start(() -> {
            if (!executor.isShutdown()) {
                executor.execute(this::run);
            }
        });
    }

    private void run() {
        runNow();
    }

    /**
     * Does a run out of turn, which is followed as any other is.
     *
     * @return whether there is nothing left to do: not where another run was under way
     */
    public boolean runNow() {
        if (!leadership.isLeader()) {
            LOG.debug("another instance leads: it runs");
            return true;
        }
        Optional<RunFinished> done = runs.start();
        done.ifPresent(finished -> retryAfter(finished.outcome()));
        return done.isPresent();
    }

    private synchronized void retryAfter(Outcome outcome) {
        cancelRetry();
        Duration wait = delay.after(outcome);
        retry = wait.isZero() || executor.isShutdown()
                ? null
                : executor.schedule(this::run, wait.toSeconds(), TimeUnit.SECONDS);
    }

    void end(@Observes ShutdownEvent event) {
        stop();
    }

    /** Lets a run that is under way finish its push, whatever began it, and no other begin. */
    void stop() {
        executor.shutdown();
        cancelRetry();
        if (!runs.close(PATIENCE)) {
            LOG.warn("a run was still under way when the service stopped");
        }
        leadership.close(); // only now: the next leader finds what this run pushed
    }

    private synchronized void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
        }
    }
}
