package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that lost ten of its 42 IPv4 entries: too many to be ordinary. */
class GuardedRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final List<String> SHRUNK = GOOG.subList(10, GOOG.size());
    private static final String REASON =
            "included-entries-lost: entries gone from the included feeds 23.81 % (limit 10 %)";

    private RunLab lab;
    private ObjectId published;
    private long token;

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        published = lab.repository.tip("main");
        token = lab.feeds.publish(SHRUNK, CLOUD);
    }

    @Test
    void holdsSayingGuardNumberAndLimit() throws IOException {
        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(held(outcome).reasons()).containsExactly(REASON);
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    @Test
    void keepsHoldingWithTheSameDigestUnderANewToken() throws IOException {
        // Given
        Outcome.Held first = held(lab.run(DEMO));
        lab.feeds.publish(SHRUNK, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(first);
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    @Test
    void publishesWhatItsDigestAccepts() {
        // Given
        String digest = held(lab.run(DEMO)).accept().orElseThrow();
        lab.feeds.publish(SHRUNK, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO.accept(digest));

        // Then
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void publishesWhatItsTokenAccepts() {
        Outcome outcome = lab.run(DEMO.accept(Long.toString(token)));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void holdsFeedsOtherThanTheAcceptedOnes() {
        // Given
        String digest = held(lab.run(DEMO)).accept().orElseThrow();
        lab.feeds.publish(GOOG.subList(11, GOOG.size()), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO.accept(digest, Long.toString(token)));

        // Then
        assertThat(held(outcome).accept()).isPresent().isNotEqualTo(Optional.of(digest));
    }

    @Test
    void goesOnWhenTheFeedRecovers() {
        // Given
        lab.run(DEMO);
        lab.feeds.publish(GOOG, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void publishesAClusterWithoutHistoryUnguarded() {
        Outcome outcome = lab.run(DEMO.path("elsewhere"));

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void holdsAllClustersForTheOneWithHistory() throws IOException {
        // When
        Outcome outcome = lab.run(DEMO.clusters(cluster("demo", "llm-demo"), cluster("fresh", "llm-demo")));

        // Then
        assertThat(held(outcome).reasons()).containsExactly(REASON);
        assertThat(lab.repository.tip("main")).isEqualTo(published);
    }

    private static Outcome.Held held(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        return (Outcome.Held) outcome;
    }
}
