package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Draft;
import dev.sluice.gitops.Publication;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.review.Settled;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunErrorsTest {

    private final FiredEvents events = new FiredEvents();
    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void everyErrorIsAnOutcomeThatIsTriedAgain() {
        // Given
        RunService runs = runs(new StackOverflowError("too deep"));

        // When
        Outcome outcome = runs.start().orElseThrow().outcome();

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Failed("unexpected: java.lang.StackOverflowError: too deep"));
        assertThat(outcome.retry()).isEqualTo(Outcome.FollowUp.BACK_OFF);
        assertThat(runs.reports()).extracting(RunReport::outcome).containsExactly("failed");
        assertThat(events.fired()).extracting(RunFinished::outcome).containsExactly(outcome);
    }

    @Test
    void saysThatMemoryRanOutAndEndsTheProcess() {
        // Given
        List<Integer> exits = new ArrayList<>();
        MemoryShortage memory = new MemoryShortage(exits::add);
        events.observer(memory::afterRun);
        RunService runs = runs(new OutOfMemoryError("Java heap space"));

        // When
        RunFinished finished = runs.start().orElseThrow();

        // Then
        assertThat(finished.outcome())
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.isLast())
                        .isTrue());
        assertThat(finished.outcome().exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(finished.outcome().retry()).isEqualTo(Outcome.FollowUp.BACK_OFF);
        assertThat(finished.report().outcome()).isEqualTo("failed");
        assertThat(finished.report().message())
                .matches("memory ran out \\(Java heap space\\) with a heap of at most [0-9]+ MiB: give .*");
        assertThat(exits).containsExactly(1);
        assertThat(memory.isShort()).isTrue();
    }

    private RunService runs(Error failure) {
        LabSettings settings = lab.settings(Fleet.of(cluster("demo", "llm-demo")));
        return new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                new Failing(failure),
                Clock.systemUTC(),
                events,
                ClusterFacts.NONE);
    }

    private record Failing(Error failure) implements Publishing {

        @Override
        public Remote open() {
            throw failure;
        }

        @Override
        public Publication publish(Remote remote, Snapshot base, Draft draft) {
            throw failure;
        }

        @Override
        public List<Settled> settle(Remote remote, Snapshot base, List<PlannedRequest> planned) {
            throw failure;
        }
    }
}
