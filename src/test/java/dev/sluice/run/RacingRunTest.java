package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else pushes between a run's fetch and its push. */
class RacingRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private final AtomicInteger pushes = new AtomicInteger();
    private RunLab lab;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void bothRunsLand() {
        // Given
        Fleet other = Fleet.of(cluster("prod", "shop")).path("elsewhere");

        // When
        Outcome outcome = lab.run(DEMO, outrunOnce(() -> lab.run(other)));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.commits()).isEqualTo(2);
        assertThat(lab.files()).containsKeys("clusters/demo/kustomization.yaml", "elsewhere/prod/kustomization.yaml");
    }

    @Test
    void failsWhereTheOnlyBranchIsDeletedMeanwhile() throws IOException {
        // Given
        lab.run(DEMO);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO, outrunOnce(this::drop));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("branch 'main' was deleted in ");
        assertThat(lab.repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void failsWhereTheOnlyBranchIsDeletedBetweenTwoRuns() throws IOException {
        // Given
        RunResult first = lab.run(DEMO, lab::pushing, Optional.empty());
        drop();

        // When
        RunResult second = lab.run(DEMO, lab::pushing, first.branch());

        // Then
        assertThat(second.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(second.outcome().message())
                .contains(
                        "no branch is left",
                        first.branch().orElseThrow().commit().orElseThrow());
        assertThat(lab.repository.tip("main")).isEqualTo(ObjectId.zeroId());
    }

    private void drop() {
        try {
            lab.repository.drop("main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bothRunsLandOnAnExistingBranch() {
        // Given
        Fleet other = Fleet.of(cluster("prod", "shop")).path("elsewhere");
        lab.run(DEMO);
        lab.run(other);
        lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);

        // When
        lab.run(DEMO, outrunOnce(() -> lab.run(other)));

        // Then
        assertThat(lab.commits()).isEqualTo(4);
        assertThat(lab.files().get("clusters/demo/firewall/egress-firewall-llm-demo.yaml"))
                .contains("8.8.8.8/32");
        assertThat(lab.files().get("elsewhere/prod/firewall/egress-firewall-shop.yaml"))
                .contains("8.8.8.8/32");
    }

    @Test
    void findsItsWorkDoneByAnother() {
        // When
        Outcome outcome = lab.run(DEMO, outrunOnce(() -> lab.run(DEMO)));

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.commits()).isEqualTo(1);
    }

    @Test
    void keepsWhatAPersonPushedMeanwhile() {
        // When
        Outcome outcome = lab.run(DEMO, outrunOnce(() -> write("notes.md")));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsKeys("notes.md", "clusters/demo/kustomization.yaml");
    }

    @Test
    void givesUpOnABranchThatMovesEachTime() {
        // When
        Outcome outcome = lab.run(DEMO, outrun(() -> write("notes-" + pushes.get() + ".md"), Integer.MAX_VALUE));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith("the branch moved during each of 5 attempts to push");
        assertThat(lab.files().keySet())
                .containsExactly("notes-1.md", "notes-2.md", "notes-3.md", "notes-4.md", "notes-5.md");
    }

    private RunLab.Pushing outrunOnce(Runnable other) {
        return outrun(other, 1);
    }

    private RunLab.Pushing outrun(Runnable other, int times) {
        return (remote, base, draft) -> {
            if (pushes.incrementAndGet() <= times) {
                other.run();
            }
            return lab.pushing(remote, base, draft);
        };
    }

    private void write(String file) {
        try {
            lab.repository.write("main", Map.of(file, "ours\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
