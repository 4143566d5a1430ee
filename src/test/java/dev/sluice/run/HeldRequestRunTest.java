package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.Mode;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.review.ForgeException;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.body.Marker;
import dev.sluice.run.ProposalService.HasRequest;
import dev.sluice.run.ProposalService.NotProposed;
import dev.sluice.run.ProposalService.ProposeResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that commits, a change that it holds, a forge beside it, and people who want a request for the change. */
class HeldRequestRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"), cluster("edge", "shop"));
    private static final Fleet COMMITTING = DEMO.proposing(Mode.COMMIT, ReviewLab.EACH);
    private static final String ALL = "sluice/all";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-02T00:00:00Z"));
    private ReviewLab lab;
    private MemoryForge forge;
    private ObjectId before;

    @BeforeEach
    void holdAChange(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        forge.mergers.add("maria");
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.run(COMMITTING);
        before = lab.tip("main");
        lose(10);
    }

    @Test
    void opensNothingUntilAPersonAsks() {
        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(forge.requests()).isEmpty();
        assertThat(forge.reads()).as("the forge is left alone").isZero();
    }

    @Test
    void opensTheRequestForExactlyThisChange() {
        String digest = digest();

        Outcome outcome = propose(digest);

        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        PullRequest request = forge.only();
        assertThat(forge.proposal(request).branch()).isEqualTo(ALL);
        assertThat(forge.proposal(request).title()).contains(": HOLD, ");
        assertThat(request.body()).contains("/sluice accept " + digest);
        assertThat(Marker.contentOf(request.body())).contains(digest);
        assertThat(lab.tip("main")).isEqualTo(before);
        assertThat(lab.parent(ALL)).isEqualTo(before);
    }

    @Test
    void opensNoneForAnotherChange() {
        Outcome outcome = propose("0".repeat(64));

        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    void holdsTheSameFilesAsOneInPullRequestMode(@TempDir Path other) {
        propose(digest());
        ReviewLab proposing = new ReviewLab(other);
        proposing.lab.feeds.publish(GOOG, CLOUD);
        proposing.run(COMMITTING);
        proposing.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        proposing.proposeTogether(DEMO);

        assertThat(lab.files(ALL).keySet()).isEqualTo(proposing.files(ALL).keySet());
        assertThat(forge.proposal(forge.only()).title())
                .isEqualTo(proposing.forge.proposal(proposing.forge.only()).title());
    }

    @Test
    void keepsItAsItIsWhileNothingChanges() {
        propose(digest());
        ObjectId proposed = lab.tip(ALL);

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome.message()).contains("all unchanged");
        assertThat(lab.tip(ALL)).isEqualTo(proposed);
    }

    @Test
    void isDoneOnceItIsMerged() {
        propose(digest());
        lab.merge(forge.only());

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
        assertThat(lab.tip(ALL)).as("the branch is gone").isEqualTo(ObjectId.zeroId());
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void followsTheChangeThatIsHeldBy() {
        String first = digest();
        propose(first);
        lose(12);

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome.message()).contains("all updated");
        assertThat(Marker.contentOf(forge.only().body())).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(lab.tip("main")).isEqualTo(before);
    }

    @Test
    void closesItOnceTheChangeIsGone() {
        propose(digest());
        lab.lab.feeds.publish(GOOG, CLOUD);

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
        assertThat(forge.open()).isEmpty();
        assertThat(forge.said(forge.last())).anyMatch(text -> text.startsWith("The difference is gone"));
    }

    @Test
    void closesItOnceTheChangeIsAcceptedOtherwise() {
        String digest = digest();
        propose(digest);
        try (var remote = lab.lab.open(COMMITTING)) {
            new AcceptanceRefs(
                            remote, lab.lab.settings(COMMITTING).plan().owner().toString())
                    .add(new ChangeAcceptance(digest, "anna", Instant.EPOCH));
        }

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.lab.message()).contains("Accepted-by: anna");
        assertThat(forge.open()).isEmpty();
        assertThat(forge.said(forge.last())).anyMatch(text -> text.startsWith("The difference is gone"));
    }

    @Test
    void hearsACommentThatAcceptsIt() {
        String digest = digest();
        propose(digest);
        forge.say(forge.only(), "maria", "/sluice accept " + digest);

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.lab.message()).contains("Accepted-by: maria");
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void staysClosedWherePeopleClosedItUntilTheyAskAgain() {
        String digest = digest();
        propose(digest);
        forge.end(forge.only(), RequestState.CLOSED);

        Outcome closed = lab.run(COMMITTING);
        Outcome again = propose(digest);

        assertThat(closed).isInstanceOf(Outcome.Held.class);
        assertThat(again).isInstanceOf(Outcome.Proposed.class);
        assertThat(forge.open()).hasSize(1);
    }

    @Test
    void leavesItAloneWherePeopleHoldIt() {
        propose(digest());
        ObjectId proposed = lab.tip(ALL);
        forge.label(forge.only(), "hold");
        lose(12);

        Outcome outcome = lab.run(COMMITTING);

        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(lab.tip(ALL)).isEqualTo(proposed);
        assertThat(forge.open()).hasSize(1);
    }

    @Test
    void failsWhereTheForgeDoesAndOpensItWhenAskedAgain() {
        String digest = digest();
        forge.refuse(new ForgeException("the forge is away"));

        Outcome failed = propose(digest);

        Outcome again = propose(digest);

        assertThat(failed).isInstanceOf(Outcome.Failed.class);
        assertThat(again).isInstanceOf(Outcome.Proposed.class);
        assertThat(lab.tip("main")).isEqualTo(before);
    }

    @Test
    void isOpenedByAnyProcessAndStillWaitsToBeAccepted() {
        String digest = digest();

        ProposeResult result = service(COMMITTING).propose(digest, "anna");
        ProposeResult again = service(COMMITTING).propose(digest, "bob");

        assertThat(result).isInstanceOfSatisfying(HasRequest.class, open -> {
            assertThat(open.request().state()).isEqualTo("opened");
            assertThat(open.request().url()).isEqualTo(forge.only().url().toString());
        });
        assertThat(again).isInstanceOfSatisfying(HasRequest.class, open -> assertThat(
                        open.request().state())
                .isEqualTo("unchanged"));
    }

    @Test
    void isRefusedForADigestThatDoesNotWait() {
        String digest = digest();

        assertThat(service(COMMITTING).propose("0".repeat(64), "anna"))
                .isEqualTo(new NotProposed("no change with this digest waits; there is " + digest + " (all)"));
        assertThatThrownBy(() -> service(COMMITTING).propose("rm -rf", "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'rm -rf' is not a digest");
        assertThat(forge.requests()).isEmpty();
    }

    @Test
    void isRefusedWithoutAForge() {
        ProposalService service = service(DEMO);

        assertThat(service.isOffered()).isFalse();
        assertThat(service.propose(digest(), "anna"))
                .isInstanceOfSatisfying(
                        NotProposed.class, refused -> assertThat(refused.why()).startsWith("no forge is configured"));
    }

    @Test
    void isRefusedWhereEveryChangeIsProposed() {
        ProposalService service = service(DEMO.proposing(Mode.BY_RISK, ReviewLab.EACH));

        assertThat(service.isOffered()).isFalse();
        assertThat(service.propose("0".repeat(64), "anna"))
                .isInstanceOfSatisfying(NotProposed.class, refused -> assertThat(refused.why())
                        .startsWith("sluice.git.mode is 'by-risk'"));
    }

    private void lose(int entries) {
        lab.lab.feeds.publish(GOOG.subList(entries, GOOG.size()), CLOUD);
    }

    /** Of the change that is held. */
    private String digest() {
        Outcome outcome = lab.run(COMMITTING);
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        return ((Outcome.Held) outcome).effect().orElseThrow();
    }

    private Outcome propose(String digest) {
        lab.proposed = Optional.of(digest);
        try {
            return lab.run(COMMITTING);
        } finally {
            lab.proposed = Optional.empty();
        }
    }

    /** Of a process that knows nothing of any other. */
    private ProposalService service(Fleet fleet) {
        LabSettings settings = lab.lab.settings(fleet);
        RunService runs = new RunService(
                settings.plan(),
                settings.feeds(),
                RunLab.reader(settings),
                lab.publishing(settings, () -> forge),
                clock,
                new FiredEvents(),
                ClusterFacts.NONE);
        return new ProposalService(settings.plan(), runs);
    }
}
