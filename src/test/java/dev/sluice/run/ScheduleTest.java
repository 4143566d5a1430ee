package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.lease.Leadership;
import dev.sluice.serve.Service;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class ScheduleTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    @Inject
    Scheduler scheduler;

    private final FiredEvents events = new FiredEvents();
    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @AfterEach
    void forgetTheJob() {
        scheduler.unscheduleJob("run");
    }

    @Test
    void runsAtTheStartWithoutAnySchedule() throws InterruptedException {
        // Given
        CountDownLatch ended = countRuns(1);
        Schedule schedule = schedule(Optional.empty(), lab::pushing);

        // When
        schedule.start();

        // Then
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.getScheduledJobs()).isEmpty();
        schedule.stop();
    }

    @Test
    void runsByTheCronExpression() throws InterruptedException {
        // Given
        CountDownLatch ended = countRuns(3);
        Schedule schedule = schedule(Optional.of("* * * * * ?"), lab::pushing);

        // When
        schedule.start();

        // Then
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        schedule.stop();
    }

    @Test
    void letsARunEndBeforeItStops() throws InterruptedException {
        // Given
        CountDownLatch pushing = new CountDownLatch(1);
        Schedule schedule = schedule(Optional.empty(), (remote, base, draft) -> {
            pushing.countDown();
            return lab.pushing(remote, base, draft);
        });
        schedule.start();
        assertThat(pushing.await(20, TimeUnit.SECONDS)).isTrue();

        // When
        schedule.stop();

        // Then
        assertThat(events.fired()).extracting(RunFinished::outcome).hasOnlyElementsOfType(Outcome.Committed.class);
    }

    private CountDownLatch countRuns(int count) {
        CountDownLatch ended = new CountDownLatch(count);
        events.observer(event -> ended.countDown());
        return ended;
    }

    private Schedule schedule(Optional<String> cron, RunLab.Pushing pushing) {
        LabSettings settings = lab.settings(DEMO);
        Publishing outlet = RunLab.outlet(settings, pushing);
        RunService runs = new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                outlet,
                Clock.systemUTC(),
                events,
                ClusterFacts.NONE);
        return new Schedule(new ScheduleTerms(cron, ZoneOffset.UTC), runs, scheduler, Leadership.alone());
    }
}
