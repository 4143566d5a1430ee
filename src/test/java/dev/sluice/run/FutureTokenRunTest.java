package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A syncToken of the future: what it would mean for every later run. */
class FutureTokenRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Instant FUTURE = Instant.parse("2031-01-01T00:00:00Z");
    private static final List<String> MORE = with(GOOG, "8.8.8.0/24");

    private RunLab lab;

    @BeforeEach
    void publishInTheFuture(@TempDir Path folder) {
        lab = new RunLab(folder);
        publish(FUTURE, GOOG);
    }

    @Test
    void isNotCommitted() throws IOException {
        Outcome outcome = run(DEMO, NOW);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .startsWith("feed goog refused: syncToken " + FUTURE.toEpochMilli() + " is of 2031-01-01T00:00:00Z");
        assertThat(lab.repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void holdsWhatIsNewOnceItIsPublishedAndSaysHowToOutrunIt() {
        // Given
        run(DEMO, FUTURE);
        publish(NOW, MORE);

        // When
        Outcome outcome = run(DEMO, NOW);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        String digest = outcome.accept().orElseThrow();
        assertThat(outcome.reasons()).hasSize(2).allSatisfy(reason -> assertThat(reason)
                .contains("syncToken " + FUTURE.toEpochMilli(), "2031-01-01T00:00:00Z")
                .endsWith("put " + digest + " into sluice.guards.accept to publish them"));
        assertThat(lab.commits()).isEqualTo(1);
    }

    @Test
    void isOutrunByWhatAPersonAccepts() {
        // Given
        run(DEMO, FUTURE);
        publish(NOW, MORE);
        String digest = run(DEMO, NOW).accept().orElseThrow();

        // When
        Outcome accepted = run(DEMO.accept(digest), NOW);

        // Then
        assertThat(accepted).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().get("clusters/demo/.sluice/sources.txt"))
                .contains("goog " + NOW.toEpochMilli())
                .doesNotContain(Long.toString(FUTURE.toEpochMilli()));
        publish(NOW.plusSeconds(3600), with(MORE, "8.8.4.0/24"));
        assertThat(run(DEMO, NOW.plusSeconds(7200))).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void changesNothingWhileTheFeedsSayTheSame() {
        // Given
        run(DEMO, FUTURE);
        publish(NOW, GOOG);

        // When
        Outcome outcome = run(DEMO, NOW);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
    }

    private void publish(Instant time, List<String> goog) {
        lab.feeds.publish("goog", time.toEpochMilli(), goog);
        lab.feeds.publish("cloud", time.toEpochMilli(), CLOUD);
    }

    private Outcome run(Fleet fleet, Instant now) {
        return lab.run(lab.settings(fleet), Clock.fixed(now, ZoneOffset.UTC)).outcome();
    }
}
