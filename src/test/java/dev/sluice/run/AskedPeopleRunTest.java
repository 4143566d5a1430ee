package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.forge.Reviewing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked for a review. */
class AskedPeopleRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        forge.strangers.add("nobody");
        lab.lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void areAskedEvenIfAnotherOneIsRefused() {
        // When
        Outcome outcome = lab.run(asking("nobody", "anna"));

        // Then
        assertThat(forge.asked(forge.only())).containsExactly("anna");
        assertThat(outcome.message()).contains("demo opened", "there is no nobody");
    }

    @Test
    void areAskedOnce() {
        // Given
        lab.run(asking("nobody", "anna"));
        forge.strangers.clear();
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome updated = lab.run(asking("nobody", "anna"));
        Outcome unchanged = lab.run(asking("nobody", "anna"));

        // Then
        assertThat(updated.message()).contains("demo updated").doesNotContain("nobody");
        assertThat(unchanged.message()).contains("demo unchanged");
        assertThat(forge.asked(forge.only())).containsExactly("anna");
    }

    @Test
    void areAskedAgainWhenTheConfigurationChanges() {
        // Given
        lab.run(asking("nobody", "anna"));
        forge.strangers.clear();
        String before = forge.only().body();
        forge.writes();

        // When
        Outcome outcome = lab.run(asking("nobody", "anna", "carl"));

        // Then
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(forge.asked(forge.only())).containsExactly("anna", "nobody", "carl");
        assertThat(forge.writes()).containsExactly("update 1");
        assertThat(forge.only().body()).hasSameSizeAs(before); // but for the mark of whom it asked
        assertThat(lab.run(asking("nobody", "anna", "carl")).message()).startsWith("demo unchanged");
    }

    private static Fleet asking(String... reviewers) {
        Reviewing each = ReviewLab.EACH;
        return DEMO.proposing(
                Mode.PULL_REQUEST,
                new Reviewing(
                        each.forge(),
                        each.repository(),
                        each.grouping(),
                        each.labels(),
                        List.of(reviewers),
                        List.of(),
                        false,
                        25,
                        false,
                        Optional.empty()));
    }
}
