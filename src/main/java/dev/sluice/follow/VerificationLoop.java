package dev.sluice.follow;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.lease.Leadership;
import dev.sluice.gitops.GitSettings;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.MemoryShortage;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunFinished;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what becomes of commits on clusters, in the instance that leads and on a thread of its own: after each run, and
 * then at intervals. Where no cluster has an Application there is no thread, and no API is called.
 */
@ApplicationScoped
public class VerificationLoop {

    private static final Logger LOG = Logger.getLogger(VerificationLoop.class);

    /** The first pause while something is pending; it doubles up to the interval. */
    private static final Duration SOON = Duration.ofSeconds(10);

    /** How long a shutdown waits for a look that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PlanSettings settings;
    private final String branch;
    private final ClusterConnections links;
    private final RepositoryAccess upstream;
    private final Access access;
    private final Clock clock;
    private final VerificationStore verifications;
    private final Leadership leadership;
    private final MemoryShortage memory;
    private final Semaphore woken = new Semaphore(0);

    private volatile boolean closed;
    private @Nullable Thread thread;
    private Duration pause = SOON;

    VerificationLoop(
            PlanSettings settings,
            GitSettings git,
            ClusterConnections links,
            RepositoryAccess upstream,
            Access access,
            Clock clock,
            VerificationStore verifications,
            Leadership leadership,
            MemoryShortage memory) {
        this.settings = settings;
        this.branch = git.origin().branch();
        this.links = links;
        this.upstream = upstream;
        this.access = access;
        this.clock = clock;
        this.verifications = verifications;
        this.leadership = leadership;
        this.memory = memory;
    }

    public synchronized void start() {
        if (thread == null && !closed && links.followed().findAny().isPresent()) {
            thread = Thread.ofPlatform().daemon().name("verification").start(this::follow);
        }
    }

    void afterRun(@Observes RunFinished run) {
        wake();
    }

    /** Something happened that is worth a look. */
    public void wake() {
        woken.release();
    }

    void end(@Observes ShutdownEvent event) {
        if (!stop()) {
            LOG.warn("a look at the clusters was still under way when the service stopped");
        }
    }

    /**
     * Lets no other look begin, and waits for the one that is under way.
     *
     * @return whether it has ended
     */
    boolean stop() {
        closed = true;
        woken.release();
        Thread running = thread();
        try {
            return running == null || running.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    private void follow() {
        try {
            while (!closed) {
                rounds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks until the service ends; where it cannot even begin to, it is called again. */
    private void rounds() throws InterruptedException {
        try (VerificationRound watch =
                new VerificationRound(settings, branch, links, upstream, access, clock, verifications)) {
            while (!closed) {
                Duration wait = leadership.isLeader() ? after(look(watch)) : standBy(watch);
                if (pause(wait)) {
                    pause = SOON;
                }
            }
        } catch (RuntimeException e) {
            LOG.error("clusters cannot be looked at now; it is tried again in " + SOON.toSeconds() + " s", e);
            pause(SOON);
        }
    }

    /** @return whether something happened that is worth a look */
    private boolean pause(Duration wait) throws InterruptedException {
        boolean isWoken = woken.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        woken.drainPermits();
        return isWoken;
    }

    private boolean look(VerificationRound watch) {
        try {
            return watch.look(() -> !closed && leadership.isLeader(), leadership::isLeader);
        } catch (OutOfMemoryError e) {
            memory.end(MemoryShortage.said(e));
            return true;
        } catch (RuntimeException | Error e) { // else clusters are followed no more, and nothing says so
            LOG.error("a look at the clusters ended unexpectedly", e);
            return true;
        }
    }

    /** What another instance looks at from now on would only grow old here. */
    private static Duration standBy(VerificationRound watch) {
        watch.standBy();
        return SOON;
    }

    private Duration after(boolean pending) {
        Pace pace = links.pace();
        Duration wait = pending && pause.compareTo(pace.interval()) < 0 ? pause : pace.interval();
        pause = pending ? pause.multipliedBy(2) : SOON;
        if (pause.compareTo(pace.interval()) > 0) {
            pause = pace.interval();
        }
        return wait;
    }
}
