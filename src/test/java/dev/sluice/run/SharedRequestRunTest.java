package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.body.Marker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that people have taken into their hands. */
class SharedRequestRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String BRANCH = "sluice/demo";
    private static final List<String> MORE = with(GOOG, "8.8.8.0/24");
    private static final List<String> EVEN_MORE = with(GOOG, "8.8.8.0/24", "8.8.4.0/24");

    private ReviewLab lab;
    private MemoryForge forge;
    private PullRequest request;

    @BeforeEach
    void proposeAChange(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.publish(DEMO);
        lab.lab.feeds.publish(MORE, CLOUD);
        lab.propose(DEMO);
        request = forge.only();
        forge.writes();
    }

    @Test
    void getsAFurtherCommitOnceItIsReviewed() {
        // Given
        ObjectId reviewed = lab.tip(BRANCH);
        forge.review(request);
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(lab.commits(BRANCH)).isEqualTo(lab.commits("main") + 2);
        assertThat(lab.parent(BRANCH)).isEqualTo(reviewed);
        assertThat(forge.writes()).containsExactly("update 2");
    }

    @Test
    void keepsAReviewedBranchWhileTheBaseMovesElsewhere() {
        // Given
        ObjectId reviewed = lab.tip(BRANCH);
        forge.review(request);
        lab.write("main", Map.of("other", "x"));

        // When
        lab.propose(DEMO);

        // Then
        assertThat(lab.tip(BRANCH)).isEqualTo(reviewed);
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void mergesTheBaseIntoAReviewedBranchThatWouldConflict() {
        // Given
        ObjectId reviewed = lab.tip(BRANCH);
        forge.review(request);
        String path = "clusters/demo/firewall/egress-firewall-bank.yaml";
        lab.write("main", Map.of(path, lab.files("main").get(path) + "# touched\n"));

        // When
        lab.propose(DEMO);

        // Then
        assertThat(lab.parent(BRANCH)).isEqualTo(reviewed);
        assertThat(lab.files(BRANCH).get(path)).contains("8.8.8.0/24").doesNotContain("# touched");
    }

    @Test
    void isLeftAloneOnceSomebodyCommitsToIt() {
        // Given
        ObjectId theirs = lab.write(BRANCH, Map.of("notes", "mine"));
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message())
                .isEqualTo("demo waiting " + request.url() + " (a commit of Somebody is on the branch)");
        assertThat(lab.tip(BRANCH)).isEqualTo(theirs);
        assertThat(forge.writes()).containsExactly("comment 2");
        assertThat(forge.said(request)).singleElement().asString().contains("Another author's commit");
    }

    @Test
    void isToldOfSomebodysCommitOnlyOnce() {
        // Given
        lab.write(BRANCH, Map.of("notes", "mine"));
        lab.propose(DEMO);
        forge.writes();
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        lab.propose(DEMO);
        lab.propose(DEMO);

        // Then
        assertThat(forge.writes()).isEmpty();
        assertThat(forge.said(request)).hasSize(1);
    }

    @Test
    void keepsSomebodysCommitWhenTheDifferenceIsGone() {
        // Given
        ObjectId theirs = lab.write(BRANCH, Map.of("notes", "mine"));
        lab.propose(DEMO);
        forge.writes();
        lab.lab.feeds.publish(GOOG, CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).contains("the difference is gone, but another author's commit is there");
        assertThat(lab.tip(BRANCH)).isEqualTo(theirs);
        assertThat(forge.only()).isEqualTo(request);
        assertThat(forge.writes()).containsExactly("edit 2"); // the one comment says it now
        assertThat(forge.said(request)).singleElement().asString().contains("is gone");
    }

    @Test
    void keepsSomebodysCommitWhenTheRequestIsClosed() {
        // Given
        ObjectId theirs = lab.write(BRANCH, Map.of("notes", "mine"));
        forge.end(request, RequestState.CLOSED);
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).contains("holds a commit of Somebody", "/sluice propose");
        assertThat(lab.tip(BRANCH)).isEqualTo(theirs);
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void givesWayToANewOneWhenItIsMergedWithSomebodysCommit() {
        // Given
        lab.write(BRANCH, Map.of("notes", "mine"));
        lab.merge(request);
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().number()).isEqualTo(3);
        assertThat(lab.files(BRANCH)).containsEntry("notes", "mine"); // it came with the merge
    }

    @Test
    void isNotOpenedAgainOnceSomebodyClosedIt() {
        // Given
        forge.end(request, RequestState.CLOSED);
        lab.lab.feeds.publish(FeedFiles.reversed(MORE), CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo declined " + request.url());
        assertThat(forge.writes()).isEmpty();
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void isFollowedByAnotherOneWhenTheContentChanges() {
        // Given
        forge.end(request, RequestState.CLOSED);
        lab.propose(DEMO);
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().number()).isEqualTo(3);
    }

    @Test
    void isNotTouchedWhileItIsHeld() {
        // Given
        ObjectId held = lab.tip(BRANCH);
        forge.label(request, "hold");
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);
        Outcome changed = lab.propose(DEMO);
        lab.lab.feeds.publish(GOOG, CLOUD);

        // When
        Outcome gone = lab.propose(DEMO);

        // Then
        assertThat(changed.message()).contains("waiting", "it carries the label 'hold'");
        assertThat(gone.message()).contains("waiting", "it carries the label 'hold'");
        assertThat(forge.writes()).isEmpty();
        assertThat(lab.tip(BRANCH)).isEqualTo(held);
    }

    @Test
    void goesOnWhenItIsNoLongerHeld() {
        // Given
        forge.label(request, "hold");
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);
        lab.propose(DEMO);
        forge.label(forge.only());

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.writes()).containsExactly("update 2");
    }

    @Test
    void keepsWhatSomebodyWroteIntoItsBody() {
        // Given
        forge.describe(request, "See ticket 7.\n\n" + request.body());

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.writes()).isEmpty();
        assertThat(forge.only().body()).startsWith("See ticket 7.");
        assertThat(Marker.contentOf(forge.only().body())).isPresent();
    }

    @Test
    void neverTakesTheFollowedBranchForARequest() {
        // Given
        lab.merge(request); // whose commit is now the last one of the followed branch
        lab.copy("main", "sluice/live");
        Fleet live = DEMO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH);
        ObjectId followed = lab.tip("sluice/live");

        // When
        Outcome outcome = lab.run(live, "sluice/live");

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(lab.tip("sluice/live")).isEqualTo(followed);
    }

    @Test
    void isRefusedWhereItsBranchIsTheFollowedOne() {
        // Given
        lab.copy("main", BRANCH);
        lab.lab.feeds.publish(EVEN_MORE, CLOUD);
        ObjectId followed = lab.tip(BRANCH);

        // When
        Outcome outcome = lab.run(DEMO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH), BRANCH);

        // Then
        assertThat(outcome.message()).contains("'sluice/demo' is the branch that Argo CD follows");
        assertThat(lab.tip(BRANCH)).isEqualTo(followed);
    }

    @Test
    void leavesABranchOfSomebodysAlone() {
        // Given
        ObjectId theirs = lab.write("sluice/experiment", Map.of("notes", "mine"));

        // When
        lab.propose(DEMO);

        // Then
        assertThat(lab.tip("sluice/experiment")).isEqualTo(theirs);
        assertThat(forge.writes()).isEmpty();
    }
}
