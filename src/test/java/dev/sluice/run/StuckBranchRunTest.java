package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches that a server keeps as they are, or that are in the way. */
class StuckBranchRunTest {

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
    void staysWithOneWarningWhereNothingMayBeDeleted() throws IOException {
        // Given
        lab.publish(DEMO);
        PullRequest merged = forge.last();
        lab.lab.repository.configure("receive", "denyDeletes", "true");
        forge.writes();

        // When
        Outcome first = lab.propose(DEMO);
        Outcome second = lab.propose(DEMO);

        // Then
        assertThat(first).isEqualTo(new Outcome.Unchanged());
        assertThat(second).isEqualTo(new Outcome.Unchanged());
        assertThat(forge.writes()).containsExactly("comment 1");
        assertThat(forge.said(merged)).singleElement().asString().contains("may not delete the branch `sluice/demo`");
    }

    @Test
    void goesOnceItMayBeDeleted() throws IOException {
        // Given
        lab.publish(DEMO);
        lab.lab.repository.configure("receive", "denyDeletes", "true");
        lab.propose(DEMO);
        lab.lab.repository.configure("receive", "denyDeletes", "false");

        // When
        lab.propose(DEMO);

        // Then
        assertThat(lab.tip(BRANCH)).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void getsAFurtherCommitWhereGitForbidsToRewrite() throws IOException {
        // Given
        lab.lab.repository.configure("receive", "denyNonFastForwards", "true");

        // Then
        growsInPlaceOfBeingRewritten();
    }

    @Test
    void getsAFurtherCommitWhereAHookForbidsToRewrite() throws IOException {
        // Given
        lab.lab.repository.hook(
                "update",
                "case $2 in 0000*) exit 0;; esac; case $3 in 0000*) exit 0;; esac;"
                        + " [ \"$(git merge-base $2 $3)\" = $2 ] || { echo 'force push is not allowed'; exit 1; }");

        // Then
        growsInPlaceOfBeingRewritten();
    }

    private void growsInPlaceOfBeingRewritten() {
        // Given
        lab.propose(DEMO);
        ObjectId first = lab.tip(BRANCH);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(lab.contains(BRANCH, first)).isTrue();
        assertThat(lab.files(BRANCH).get("clusters/demo/firewall/egress-firewall-bank.yaml"))
                .contains("8.8.8.0/24");
        assertThat(lab.propose(DEMO).message()).startsWith("demo unchanged");
    }

    @Test
    void followsAMergeOfAnotherPersonsCommitWhereNothingMayBeRewritten() throws IOException {
        // Given
        lab.lab.repository.configure("receive", "denyNonFastForwards", "true");
        lab.lab.repository.configure("receive", "denyDeletes", "true");
        lab.propose(DEMO);
        lab.write(BRANCH, Map.of("notes", "mine"));
        lab.merge(forge.only());
        lab.write("main", Map.of("other", "x"));
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo opened");
        assertThat(lab.files(BRANCH)).containsEntry("other", "x");
        assertThat(lab.propose(DEMO).message()).startsWith("demo unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice", "sluice/demo/x"})
    void isNamedWhereItIsInTheWay(String other) {
        // Given
        lab.copy("main", other);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .contains("branch '" + other + "' is in the way of 'sluice/demo'", "rename or delete '" + other + "'");
    }
}
