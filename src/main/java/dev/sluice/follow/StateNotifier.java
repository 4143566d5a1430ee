package dev.sluice.follow;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.verification.EventWriter;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.gitops.BranchOwner;
import dev.sluice.review.Forge;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells of states that changed: by an Event on the object, and by a mark on the commit where there is a forge. What could
 * not be told is tried again in the next round, and fails nothing.
 */
final class StateNotifier {

    /** What is well, and has been for so long before the first look, an earlier instance has told. */
    private static final Duration OLD = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(StateNotifier.class);

    private static final int LONGEST = 140;

    private final EventWriter events;
    private final Optional<Supplier<Forge>> forges;
    private final BranchOwner owner;
    private final Clock clock;
    private final Map<String, Announced> told = new HashMap<>();
    private @Nullable Forge forge;
    private Optional<String> exhausted = Optional.empty();

    /** What was last told of a cluster, by way. */
    private record Announced(String event, String mark) {}

    /** @param owner names the marks on commits as it names its branches */
    StateNotifier(EventWriter events, Optional<Supplier<Forge>> forges, BranchOwner owner, Clock clock) {
        this.owner = owner;
        this.events = events;
        this.forges = forges;
        this.clock = clock;
    }

    void beginRound() {
        forge = null;
        exhausted = Optional.empty();
    }

    /** @return what could not be told, and why */
    List<String> announce(ClusterConnection link, Verification verification) {
        if (verification.isBlind()) {
            return List.of(); // that an API is away says nothing about the cluster
        }
        String key = key(verification);
        Announced before = told.getOrDefault(
                verification.cluster(), isOld(verification) ? new Announced(key, key) : new Announced("", ""));
        List<String> warnings = new ArrayList<>();
        String event = before.event();
        if (!event.equals(key)) {
            Optional<String> failure = write(link, verification);
            failure.ifPresent(warnings::add);
            event = failure.isEmpty() ? key : event;
        }
        String mark = before.mark();
        if (!mark.equals(key) && forges.isPresent()) {
            Optional<String> failure =
                    onForge("commit status", each -> each.mark(verification.commit(), status(verification)));
            failure.ifPresent(warnings::add);
            mark = failure.isEmpty() ? key : mark;
        }
        told.put(verification.cluster(), new Announced(event, mark));
        return warnings;
    }

    private Optional<String> write(ClusterConnection link, Verification verification) {
        try {
            return events.write(link, verification, clock.instant());
        } catch (RuntimeException e) {
            LOG.errorf(e, "the Event for cluster %s ended unexpectedly", verification.cluster());
            return Optional.of("Event: unexpected: " + e);
        }
    }

    interface Act {
        void on(Forge forge);
    }

    /** @return why it was not done; empty where it was */
    Optional<String> onForge(String what, Act act) {
        if (exhausted.isPresent()) {
            return exhausted.map(reason -> what + ": " + reason);
        }
        try {
            if (forge == null) {
                forge = forges.orElseThrow().get();
            }
            act.on(forge);
            return Optional.empty();
        } catch (ForgeLimitException e) {
            exhausted = Optional.of(e.explanation());
            return Optional.of(what + ": " + e.explanation());
        } catch (ExplainedException e) {
            LOG.debugf(e, "where the %s failed (%s)", what, e.subject());
            return Optional.of(what + ": " + e.explanation());
        } catch (RuntimeException e) { // what else there is to tell must not wait for it
            LOG.errorf(e, "the %s ended unexpectedly", what);
            return Optional.of(what + ": unexpected: " + e);
        }
    }

    private boolean isOld(Verification verification) {
        Instant now = clock.instant();
        return verification.state() == State.VERIFIED
                && verification.since().time().plus(OLD).isBefore(now);
    }

    /** While something is pending its cause changes back and forth; how trouble is worded changes with each look. */
    static String key(Verification verification) {
        String what =
                switch (verification.state()) {
                    case VERIFIED, PENDING -> "";
                    case FAILED, DRIFTED -> verification.cause();
                };
        return verification.commit() + verification.state() + what;
    }

    private CommitStatus status(Verification verification) {
        CommitStatus.CheckState state =
                switch (verification.state()) {
                    case VERIFIED -> CommitStatus.CheckState.SUCCESS;
                    case PENDING -> CommitStatus.CheckState.PENDING;
                    case FAILED, DRIFTED -> CommitStatus.CheckState.FAILURE;
                };
        return new CommitStatus(
                state,
                owner.branch(verification.cluster()),
                OutsideText.line(verification.state().word() + ": " + verification.reason(), LONGEST - 1));
    }
}
