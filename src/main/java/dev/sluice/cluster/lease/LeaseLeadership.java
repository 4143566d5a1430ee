package dev.sluice.cluster.lease;

import dev.sluice.cluster.Access;
import dev.sluice.text.OutsideText;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leadership by a Lease. An instance that loses it stands again, for as long as it lives: an elector by itself stands
 * once. While the API is away nobody leads.
 */
public final class LeaseLeadership implements Leadership {

    private static final Logger LOG = Logger.getLogger(LeaseLeadership.class);

    private final Access access;
    private final LeaseTerms terms;
    private final String identity;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leader-election").factory());

    private volatile boolean leading;
    private volatile Optional<String> leader = Optional.empty();
    private @Nullable CompletableFuture<?> election;
    private boolean closed;

    /** @param identity what no other instance calls itself */
    public LeaseLeadership(Access access, LeaseTerms terms, String identity) {
        this.access = access;
        this.terms = terms;
        this.identity = identity;
    }

    @Override
    public void start(Runnable whenLeading) {
        executor.execute(() -> stand(whenLeading));
    }

    @Override
    public boolean isLeader() {
        return leading;
    }

    @Override
    public Optional<String> leader() {
        return leader;
    }

    @Override
    public void close() {
        CompletableFuture<?> last;
        synchronized (this) {
            closed = true;
            last = election;
        }
        if (last != null) {
            last.cancel(true); // releases the Lease
        }
        executor.shutdown();
    }

    private synchronized void stand(Runnable whenLeading) {
        if (closed) {
            return;
        }
        try {
            CompletableFuture<?> begun = elector(whenLeading).start();
            election = begun;
            begun.whenComplete((nothing, failure) -> standAgain(whenLeading, failure));
        } catch (RuntimeException e) {
            standAgain(whenLeading, e);
        }
    }

    private synchronized void standAgain(Runnable whenLeading, @Nullable Throwable failure) {
        leading = false;
        if (closed) {
            return;
        }
        if (failure != null) {
            LOG.warnf("the election of a leader failed and is tried again: %s", OutsideText.line(failure.toString()));
        }
        executor.schedule(() -> stand(whenLeading), terms.retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
    }

    private LeaderElector elector(Runnable whenLeading) {
        KubernetesClient client = access.own();
        return client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(terms.name())
                        .withLock(new LeaseLock(terms.namespace(), terms.name(), identity))
                        .withLeaseDuration(terms.duration())
                        .withRenewDeadline(terms.renewDeadline())
                        .withRetryPeriod(terms.retryPeriod())
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(new LeaderCallbacks(() -> lead(whenLeading), this::follow, this::leaderIs))
                        .build())
                .build();
    }

    private void lead(Runnable whenLeading) {
        leading = true;
        LOG.info("this instance leads");
        whenLeading.run();
    }

    private void follow() {
        leading = false;
        LOG.warn("this instance does not lead any more");
    }

    private void leaderIs(String name) {
        leader = name == null || name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
