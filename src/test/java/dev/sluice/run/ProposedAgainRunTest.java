package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that people closed, or committed to, and want back. */
class ProposedAgainRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String BRANCH = "sluice/demo";
    private static final String COMMAND = "/sluice propose";

    private ReviewLab lab;
    private MemoryForge forge;
    private PullRequest request;

    @BeforeEach
    void proposeAChange(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        forge.mergers.add("maria");
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        request = forge.only();
        forge.writes();
    }

    @Test
    void isOpenedAgainForALabel() {
        // Given
        close();
        forge.label(forge.last(), "egress", "propose-again");

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo updated " + request.url());
        assertThat(forge.writes()).containsExactly("reopen 2", "update 2");
        assertThat(forge.only().labels()).containsExactlyInAnyOrder("egress", "risk/low");
    }

    @Test
    void isOpenedAgainForACommentOfAnAccountThatMayMerge() {
        // Given
        close();
        forge.say(request, "maria", "Sorry, that was too fast.\n\n" + COMMAND + "\n");

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().number()).isEqualTo(request.number());
    }

    @Test
    void staysClosedForAnyOtherComment() {
        // Given
        close();
        forge.say(request, "mallory", COMMAND);
        forge.say(request, "maria", "One could say `" + COMMAND + "` here.");

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).contains("demo declined", "of mallory does not count");
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void hearsACommentOnce() {
        // Given
        close();
        forge.say(request, "maria", COMMAND);
        lab.propose(DEMO);
        close();

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo declined");
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void isFollowedByAnotherOneWhereItsBranchIsGone() {
        // Given
        close();
        lab.delete(BRANCH);
        forge.label(forge.last(), "propose-again");

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo opened");
        assertThat(forge.only().number()).isEqualTo(3);
    }

    @Test
    void takesTheBranchBackFromACommitOfSomebody() {
        // Given
        lab.write(BRANCH, Map.of("notes", "mine"));
        lab.propose(DEMO);
        String advice = forge.said(request).getFirst();
        forge.say(request, "maria", COMMAND);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(advice).contains("propose-again", COMMAND).doesNotContain("delete the branch");
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(lab.files(BRANCH)).doesNotContainKey("notes");
        assertThat(lab.propose(DEMO).message()).startsWith("demo unchanged");
    }

    @Test
    void takesTheBranchOfAClosedRequestBack() {
        // Given
        ObjectId theirs = lab.write(BRANCH, Map.of("notes", "mine"));
        close();
        Outcome waiting = lab.propose(DEMO);
        forge.label(forge.last(), "propose-again");

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(waiting.message()).contains("declined");
        assertThat(outcome.message()).startsWith("demo updated");
        assertThat(lab.contains(BRANCH, theirs)).isFalse();
    }

    private void close() {
        forge.end(forge.only(), RequestState.CLOSED);
    }
}
