package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.FeedFiles.without;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Strategy;
import dev.sluice.review.ForgeException;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed of what kind of change, and what a run that was killed leaves to the next one. */
class ProposedChangesRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String BRANCH = "sluice/demo";

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void adoptsTheBranchOfARunThatWasKilled() {
        // Given
        forge.refuse(new ForgeException("the line went dead"));
        Outcome failed = lab.propose(DEMO);
        ObjectId pushed = lab.tip(BRANCH);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(failed).isEqualTo(new Outcome.Failed("demo failed (the line went dead)"));
        assertThat(outcome.message()).startsWith("demo opened");
        assertThat(lab.tip(BRANCH)).isEqualTo(pushed);
    }

    @Test
    void saysWhatARunThatWasKilledOnlyPushed() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.4.0/24"), CLOUD);
        forge.refuse(new ForgeException("the line went dead"));
        lab.propose(DEMO);
        ObjectId pushed = lab.tip(BRANCH);
        forge.writes();

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.writes()).containsExactly("update 2");
        assertThat(lab.tip(BRANCH)).isEqualTo(pushed);
    }

    @Test
    void proposesWhatAGuardWouldHold() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        PullRequest request = forge.only();
        assertThat(request.labels()).contains("risk/high");
        assertThat(request.body())
                .startsWith("**Held by Sluice's guards; merging this is the override:**")
                .contains("included-entries-lost");
    }

    @Test
    void takesTheMergeForTheOverride() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        lab.propose(DEMO);

        // When
        lab.merge(forge.only());

        // Then
        assertThat(lab.propose(DEMO)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void proposesAChangeOfStrategyThatOnlySplitsAnew() {
        // Given
        List<String> nested = with(GOOG, "142.250.0.0/25");
        lab.lab.feeds.publish(nested, without(CLOUD, "34.64.0.0/17"));
        lab.publish(DEMO);

        // When
        lab.propose(DEMO.strategy(Strategy.PREFIX_FILTER));

        // Then
        assertThat(forge.only().body()).contains("No effect on any address", "- strategy exact");
    }

    @Test
    void proposesAChangeOfConfigurationThatChangesNoManifest() {
        // Given
        lab.publish(DEMO);

        // When
        lab.propose(DEMO.exempt("203.0.113.0/24")); // which nobody denies

        // Then
        assertThat(forge.only().body()).contains("+ exempt 203.0.113.0/24");
        assertThat(forge.only().title()).startsWith("demo: ");
    }

    @Test
    void proposesTheRemovalOfAClusterOnItsOwnBranch() {
        // Given
        Fleet both = Fleet.of(cluster("demo", "bank"), cluster("old", "bank"));
        lab.propose(both);
        forge.open().forEach(request -> forge.end(request, RequestState.MERGED));
        lab.lab.run(both); // as the merges would have it

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().title()).isEqualTo("HOLD, remove old");
        assertThat(forge.only().labels()).contains("risk/high");
        assertThat(lab.files("sluice/old").keySet()).noneMatch(path -> path.startsWith("clusters/old/"));
    }

    @Test
    void needsACommitToGoInto(@TempDir Path folder) {
        // Given
        RunLab empty = new RunLab(folder);
        empty.feeds.publish(GOOG, CLOUD);

        // When
        Outcome outcome = new ReviewLab(empty).propose(DEMO);

        // Then
        assertThat(outcome.message()).contains("'main'", "has no commit yet", "push a first commit");
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    }
}
