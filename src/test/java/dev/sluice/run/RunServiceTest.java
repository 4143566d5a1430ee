package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.Computation;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Settled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RunServiceTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private final FiredEvents events = new FiredEvents();
    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void remembersARunAndTellsOfIt() {
        // Given
        RunService runs = runs();

        // When
        Optional<RunFinished> finished = runs.start();

        // Then
        assertThat(finished).hasValueSatisfying(run -> {
            assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
            assertThat(run.report().id()).isEqualTo(1);
            assertThat(run.report().started()).isEqualTo(NOW);
        });
        assertThat(runs.reports()).containsExactly(finished.get().report());
        assertThat(events.fired()).containsExactly(finished.get());
    }

    @Test
    void remembersTheLastFiftyNewestFirst() throws Exception {
        // Given
        Files.delete(lab.feeds.file("goog"));
        RunService runs = runs();

        // When
        try (LogLines log = LogLines.of(RunService.class.getName())) {
            IntStream.rangeClosed(1, 52).forEach(i -> runs.start());
        }

        // Then
        assertThat(runs.reports())
                .extracting(RunReport::id)
                .containsExactlyElementsOf(LongStream.iterate(52, id -> id > 2, id -> id - 1)
                        .boxed()
                        .toList());
    }

    @Test
    void leavesARunOutWhileOneIsUnderWay() throws Exception {
        // Given
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RunService runs = runs(new Delegate(lab.settings(DEMO)) {
            @Override
            public Remote open() {
                opened.countDown();
                await(goOn);
                return super.open();
            }
        });
        CompletableFuture<Optional<RunFinished>> first = CompletableFuture.supplyAsync(runs::start);
        await(opened);

        // When
        Optional<RunFinished> second = runs.start();

        // Then
        assertThat(second).isEmpty();
        assertThat(runs.runningSince()).contains(NOW);
        goOn.countDown();
        assertThat(first.get()).isPresent();
        assertThat(runs.runningSince()).isEmpty();
        assertThat(runs.reports()).hasSize(1);
    }

    @Test
    void letsTheRunThatIsUnderWayEndAndNoOtherBegin() throws Exception {
        // Given
        CountDownLatch pushing = new CountDownLatch(1);
        CountDownLatch mayPush = new CountDownLatch(1);
        RunService runs = runs(RunLab.outlet(lab.settings(DEMO), (remote, base, draft) -> {
            pushing.countDown();
            await(mayPush);
            return lab.pushing(remote, base, draft);
        }));
        CompletableFuture<Optional<RunFinished>> run = CompletableFuture.supplyAsync(runs::start);
        await(pushing);

        // When
        boolean endedAtOnce = runs.close(Duration.ZERO);
        mayPush.countDown();
        boolean endedInTime = runs.close(Duration.ofSeconds(20));

        // Then
        assertThat(endedAtOnce).isFalse();
        assertThat(endedInTime).isTrue();
        assertThat(run.get())
                .hasValueSatisfying(finished -> assertThat(finished.outcome()).isInstanceOf(Outcome.Committed.class));
        assertThat(runs.start()).isEmpty();
    }

    @Test
    void reportsAnUnexpectedExceptionAsAFailure() {
        // Given
        RunService runs = runs(new Delegate(lab.settings(DEMO)) {
            @Override
            public Remote open() {
                throw new IllegalStateException("out of luck");
            }
        });

        // When
        Outcome outcome = runs.start().orElseThrow().outcome();

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Failed("unexpected: java.lang.IllegalStateException: out of luck"));
        assertThat(events.fired()).extracting(RunFinished::outcome).containsExactly(outcome);
    }

    @Test
    void startsAgainAfterAnObserverFailed() {
        // Given
        RunService runs = runs();
        events.observer(event -> {
            throw new IllegalStateException("cannot observe");
        });
        assertThat(runs.start().orElseThrow().outcome()).isInstanceOf(Outcome.Committed.class);
        events.observer(event -> {});

        // When
        Optional<RunFinished> again = runs.start();

        // Then
        assertThat(again).map(RunFinished::outcome).contains(new Outcome.Unchanged());
        assertThat(runs.reports()).hasSize(2);
    }

    @Test
    void keepsWhatWasComputedWhenALaterRunFails() throws Exception {
        // Given
        RunService runs = runs();
        runs.start();
        Optional<Computation> computed = runs.computation();
        Files.delete(lab.feeds.file("goog"));

        // When
        Outcome outcome = runs.start().orElseThrow().outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(runs.computation()).isPresent().isEqualTo(computed);
    }

    @Test
    void logsOneLineARun() {
        // Given
        RunService runs = runs();

        try (LogLines log = LogLines.of(RunService.class.getName())) {
            // When
            RunReport report = runs.start().orElseThrow().report();

            // Then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "INFO",
                            "run 1 committed in 0 ms; feeds [goog 1767225601000 (42 IPv4, 2 IPv6), "
                                    + "cloud 1767225601000 (21 IPv4, 1 IPv6)]; commit " + report.commit()
                                    + ": demo: deny 43,264 addresses, first publication");
        }
    }

    @Test
    void logsAHeldRunWithTheDigestThatLetsItPass() {
        // Given
        RunService runs = runs();
        runs.start();
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        try (LogLines log = LogLines.of(RunService.class.getName())) {
            // When
            RunReport report = runs.start().orElseThrow().report();

            // Then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("ERROR", "included-entries-lost", "; accept with digest " + report.digest());
        }
    }

    private RunService runs() {
        return runs(new Delegate(lab.settings(DEMO)));
    }

    private RunService runs(Publishing outlet) {
        LabSettings settings = lab.settings(DEMO);
        return new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                outlet,
                new SettableClock(NOW),
                events,
                ClusterFacts.NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private class Delegate implements Publishing {

        private final Publishing outlet;

        Delegate(LabSettings settings) {
            this.outlet = RunLab.outlet(settings, lab::pushing);
        }

        @Override
        public Remote open() {
            return outlet.open();
        }

        @Override
        public Publication publish(Remote remote, Snapshot base, Draft draft) {
            return outlet.publish(remote, base, draft);
        }

        @Override
        public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
            return outlet.settle(remote, base, planned);
        }
    }
}
