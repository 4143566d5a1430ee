package dev.sluice.cluster.lease;

import dev.sluice.cluster.Access;
import dev.sluice.text.OutsideText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Leadership by a Lease, for which this instance tries as long as it lives. While the API is away the leader leads up to its
 * renew-deadline, and then no instance does.
 */
public final class LeaseLeadership implements Leadership {

    private static final Logger LOG = Logger.getLogger(LeaseLeadership.class);

    /** How long a shutdown waits for the Lease to be given back: a call takes no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Election election;
    private final Duration retryPeriod;
    private final String identity;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leader-election").factory());

    private volatile Optional<String> holder = Optional.empty();
    private volatile Optional<String> refusal = Optional.empty();
    private volatile boolean closed;
    private boolean led;

    /**
     * @param identity what no other instance calls itself
     * @param clock for the times that are written into the Lease
     * @param nanos a monotonic clock, by which others' Leases are judged
     */
    public LeaseLeadership(Access access, LeaseTerms terms, String identity, Clock clock, LongSupplier nanos) {
        this.election = new Election(access, terms, identity, clock, nanos);
        this.retryPeriod = terms.retryPeriod();
        this.identity = identity;
    }

    @Override
    public void start(Runnable whenLeading) {
        executor.scheduleWithFixedDelay(() -> step(whenLeading), 0, retryPeriod.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isLeader() {
        return !closed && election.isHeld();
    }

    @Override
    public Optional<String> leader() {
        boolean leads = isLeader();
        return leads ? Optional.of(identity) : holder.filter(name -> !name.equals(identity));
    }

    @Override
    public Optional<String> obstacle() {
        return isLeader() ? Optional.empty() : refusal;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        executor.execute(this::release);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%s was not given back in time: others take it when it ends", election.lease());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Runnable whenLeading) {
        try {
            take(whenLeading);
        } catch (RuntimeException | Error e) { // else the executor would never try again
            LOG.debug("a try for the Lease failed unexpectedly", e);
            refused("cannot get " + election.lease() + ": unexpected: " + e);
        }
    }

    private void take(Runnable whenLeading) {
        if (closed) {
            return;
        }
        switch (election.take()) {
            case Turn.Leads(boolean begins) -> {
                answered();
                holder = Optional.of(identity);
                if (begins) {
                    led = true;
                    LOG.info("this instance leads");
                    whenLeading.run();
                }
            }
            case Turn.Follows(Optional<String> other) -> {
                answered();
                if (!election.isHeld()) {
                    holder = other;
                    follow(other.map("; the leader is "::concat).orElse(""));
                }
            }
            case Turn.Refused(String reason) -> {
                refused("cannot get " + reason);
                if (!election.isHeld()) {
                    follow(": " + reason);
                }
            }
        }
    }

    private void follow(String why) {
        if (led) {
            led = false;
            LOG.warn("this instance does not lead any more" + why);
        }
    }

    private void answered() {
        if (refusal.isPresent()) {
            refusal = Optional.empty();
            LOG.infof("%s can be read and written again", election.lease());
        }
    }

    /** An API that is away for an hour is worth one line. */
    private void refused(String outside) {
        String reason = OutsideText.line(outside);
        if (refusal.isEmpty()) {
            LOG.warn(reason + "; tried again every " + retryPeriod.toMillis() + " ms");
        } else {
            LOG.debug(reason);
        }
        refusal = Optional.of(reason);
    }

    private void release() {
        if (led && election.release() instanceof Turn.Refused(String reason)) {
            LOG.warn("the Lease could not be given back, others take it when it ends: " + OutsideText.line(reason));
        }
    }
}
