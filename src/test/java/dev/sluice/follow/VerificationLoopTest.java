package dev.sluice.follow;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.cluster.verification.State;
import dev.sluice.gitops.GitException;
import dev.sluice.run.Fleet;
import dev.sluice.run.LogLines;
import dev.sluice.run.Outcome;
import dev.sluice.run.Reports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationLoopTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final String[] ZONES = {"a: EgressFirewall Rules applied", "b: EgressFirewall Rules applied"};

    /** Whether this instance leads is up to the test. */
    private static final class Office implements Leadership {

        private volatile boolean leading = true;

        /** Thrown once, in the middle of a look. */
        private final AtomicReference<Error> failure = new AtomicReference<>();

        private boolean isAsked;

        @Override
        public void start(Runnable whenLeading) {
            whenLeading.run();
        }

        @Override
        public boolean isLeader() {
            isAsked = !isAsked;
            Error thrown = isAsked ? null : failure.getAndSet(null);
            if (thrown != null) {
                throw thrown;
            }
            return leading;
        }

        @Override
        public Optional<String> leader() {
            return Optional.empty();
        }

        @Override
        public void close() {
            leading = false;
        }
    }

    private final Office office = new Office();
    private WatchLab watch;
    private VerificationLoop follower;

    @BeforeEach
    void deploy(@TempDir Path folder) {
        watch = new WatchLab(folder, DEMO);
        watch.lab.run(DEMO);
        watch.deployment.synced(watch.head());
        watch.deployment.firewall("llm-demo", watch.rules("llm-demo"), "argocd-controller", APPLIED, ZONES);
        watch.deployment.lokiStack("Ready", "True", "");
        watch.deployment.flowCollector("Ready", "True", "");
        watch.deployment.agents(1, 1);
        follower = watch.follower(office);
    }

    @AfterEach
    void close() {
        follower.stop();
        watch.close();
    }

    @Test
    void looksAtTheStartAndAfterARun() {
        follower.start();
        until(() -> isIn(State.VERIFIED)); // and the next look by itself is minutes away

        watch.deployment.lokiStack("Failed", "True", "no bucket");
        follower.afterRun(Reports.finished(new Outcome.Unchanged(), watch.clock.instant()));

        until(() -> isIn(State.FAILED));
    }

    @Test
    void knowsNothingWhereAnotherInstanceLeads() {
        follower.start();
        until(() -> isIn(State.VERIFIED));

        office.leading = false;
        follower.afterRun(Reports.finished(new Outcome.Unchanged(), watch.clock.instant()));

        until(() -> watch.verifications.latest().isEmpty());
    }

    @Test
    void asksNobodyWhereNoClusterIsFollowed() {
        // Given
        int before = watch.api.requests();
        VerificationLoop idle = watch.idle(office);

        // When
        idle.start();
        idle.afterRun(Reports.finished(new Outcome.Unchanged(), watch.clock.instant()));
        boolean hasEnded = idle.stop();

        // Then
        assertThat(hasEnded).isTrue();
        assertThat(watch.api.requests()).isEqualTo(before);
    }

    @Test
    void beginsAgainWhereItCouldNot() {
        // Given
        watch.fail(new GitException("cannot make an object store"));
        VerificationLoop late = watch.follower(office);
        try (LogLines log = LogLines.of(VerificationLoop.class.getName())) {
            late.start();
            until(() -> !log.lines().isEmpty());

            // When
            late.afterRun(Reports.finished(new Outcome.Unchanged(), watch.clock.instant()));

            // Then
            until(() -> isIn(State.VERIFIED));
        } finally {
            late.stop();
        }
    }

    @Test
    void goesOnAfterAnError() {
        // Given
        office.failure.set(new StackOverflowError("too deep"));
        follower.start();
        until(() -> office.failure.get() == null);

        // When
        follower.afterRun(Reports.finished(new Outcome.Unchanged(), watch.clock.instant()));

        // Then
        until(() -> isIn(State.VERIFIED));
        assertThat(watch.exits()).isEmpty();
    }

    @Test
    void endsTheProcessWhereMemoryRanOut() {
        office.failure.set(new OutOfMemoryError("Java heap space"));

        follower.start();

        until(() -> watch.exits().equals(List.of(1)));
    }

    @Test
    void endsWithTheService() {
        follower.start();

        assertThat(follower.stop()).isTrue();
    }

    private boolean isIn(State state) {
        return watch.verifications
                .of("demo")
                .filter(followed -> followed.verification().state() == state)
                .isPresent();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the end of patience").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
