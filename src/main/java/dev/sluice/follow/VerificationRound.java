package dev.sluice.follow;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.verification.ClusterReader;
import dev.sluice.cluster.verification.EventWriter;
import dev.sluice.cluster.verification.Expected;
import dev.sluice.cluster.verification.Lineage;
import dev.sluice.cluster.verification.Memory;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.cluster.verification.Verifier;
import dev.sluice.gitops.History.Relation;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.text.ExplainedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks at the clusters that are followed, a round at a time. Nothing is stored: another instance comes to the same states
 * wherever Git and the APIs tell times. Not thread-safe.
 */
final class VerificationRound implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(VerificationRound.class);

    /** Clusters that have no turn in it are the first of the next round. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

    private final PlanSettings settings;
    private final ClusterConnections links;
    private final Access access;
    private final Clock clock;
    private final VerificationStore verifications;
    private final CommittedState committed;
    private final StateNotifier announcer;
    private final DeploymentComments requests;
    private final Memory memory = new Memory();
    private final Deque<ClusterConnection> queue;

    VerificationRound(
            PlanSettings settings,
            String branch,
            ClusterConnections links,
            RepositoryAccess upstream,
            Access access,
            Clock clock,
            VerificationStore verifications) {
        this.settings = settings;
        this.links = links;
        this.access = access;
        this.clock = clock;
        this.verifications = verifications;
        this.committed = new CommittedState(upstream.aside().get(), settings.folders());
        this.announcer = new StateNotifier(new EventWriter(access), upstream.forge(), settings.owner(), clock);
        this.requests = new DeploymentComments(
                settings.proposing(), settings.owner(), branch, links.followed().count(), announcer);
        this.queue = new ArrayDeque<>(links.followed().toList());
    }

    /**
     * Looks at all clusters, or at as many as there is time for. One that fails does not keep the others from being looked at.
     *
     * @param mayGoOn asked between two of them
     * @param leads whether this instance still is the one that says what it saw
     * @return whether anything is on its way, so that it is worth looking again soon
     */
    boolean look(BooleanSupplier mayGoOn, BooleanSupplier leads) {
        Optional<String> trouble = refresh();
        announcer.beginRound();
        boolean alone = settings.clusters().size() == 1;
        Verifier verifier = new Verifier(new ClusterReader(access), lineage(), links.pace(), alone, memory);
        long begun = System.nanoTime();
        for (int turn = queue.size(); turn > 0 && mayGoOn.getAsBoolean(); turn--) {
            if (System.nanoTime() - begun > LONGEST_ROUND.toNanos()) {
                LOG.warnf("%d clusters had no turn in this round and are the first of the next", turn);
                break;
            }
            ClusterConnection link = queue.remove();
            queue.add(link);
            Verification verification = verify(verifier, link);
            verifications.put(new FollowedCluster(
                    verification,
                    Stream.concat(trouble.stream(), announcer.announce(link, verification).stream())
                            .toList()));
        }
        List<Verification> latest = verifications.latest().stream()
                .map(FollowedCluster::verification)
                .toList();
        if (leads.getAsBoolean()) {
            requests.tell(committed, latest).forEach(warning -> LOG.warnf("a merged request is not told: %s", warning));
        }
        return latest.stream().anyMatch(verification -> verification.state() == State.PENDING);
    }

    private Optional<String> refresh() {
        String reason;
        try {
            committed.refresh();
            return Optional.empty();
        } catch (ExplainedException e) { // of Git, or of a forge that hands out the token for Git
            LOG.debugf(e, "where reading the repository failed (%s)", e.subject());
            reason = e.explanation();
        } catch (RuntimeException e) {
            LOG.error("the repository unexpectedly could not be read", e);
            reason = "unexpected: " + e;
        }
        return Optional.of("the repository cannot be read, what it said before is taken: " + reason);
    }

    private Verification verify(Verifier verifier, ClusterConnection link) {
        Instant now = clock.instant();
        try {
            Optional<Expected> expected = committed.of(link.cluster());
            Verification verification = expected.map(wanted -> verifier.verify(link, wanted, now))
                    .orElseGet(() -> Verification.unknown(link, "nothing was committed for it yet", now));
            tell(verification);
            return verification;
        } catch (ExplainedException e) {
            LOG.debugf(e, "where looking at cluster %s failed (%s)", link.cluster(), e.subject());
            return Verification.unknown(link, e.explanation(), now);
        } catch (RuntimeException e) { // one cluster must not keep the others from being looked at
            LOG.errorf(e, "cluster %s unexpectedly could not be verified", link.cluster());
            return verifications
                    .of(link.cluster())
                    .map(FollowedCluster::verification)
                    .orElseGet(() -> Verification.unknown(link, "unexpected: " + e, now));
        }
    }

    private void tell(Verification verification) {
        boolean isNew = verifications
                .of(verification.cluster())
                .map(before -> StateNotifier.key(before.verification()))
                .filter(StateNotifier.key(verification)::equals)
                .isEmpty();
        if (isNew) {
            String line = "cluster " + verification.cluster() + " "
                    + verification.state().word() + ": " + verification.reason();
            switch (verification.state()) {
                case VERIFIED, PENDING -> LOG.info(line);
                case FAILED, DRIFTED -> LOG.error(line);
            }
        }
    }

    /** Another instance looks from now on. */
    void standBy() {
        memory.clear();
        verifications.clear();
        requests.forget();
    }

    private Lineage lineage() {
        return (revision, commit) -> committed.history().relation(commit, revision) == Relation.DESCENDANT;
    }

    @Override
    public void close() {
        committed.close();
    }
}
