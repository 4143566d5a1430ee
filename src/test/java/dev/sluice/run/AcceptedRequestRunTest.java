package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Connections;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.policy.Freeze;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.body.Marker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request of high risk for a feed that lost entries, and people who accept it without a merge. */
class AcceptedRequestRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final Fleet BY_RISK = DEMO.proposing(Mode.BY_RISK, ReviewLab.EACH);
    private static final String COMMAND = "/sluice accept ";

    private ReviewLab lab;
    private MemoryForge forge;
    private PullRequest request;
    private String digest;
    private ObjectId before;

    @BeforeEach
    void proposeAChange(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        forge.mergers.add("maria");
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.lab.run(DEMO);
        before = lab.tip("main");
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        lab.run(BY_RISK);
        request = forge.only();
        digest = Marker.contentOf(request.body()).orElseThrow();
    }

    @Test
    void showsTheDigestAndHowToAccept() {
        assertThat(request.body()).contains("comment `" + COMMAND + digest + "`");
    }

    @Test
    void isPublishedForACommentOfAnAccountThatMayMerge() {
        // Given
        forge.say(request, "maria", "Looks right to me.\n\n" + COMMAND + digest + "\n");

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isPresent();
        assertThat(lab.lab.message()).contains("accepted by maria").contains("\nAccepted-by: maria\n");
        assertThat(forge.open()).isEmpty();
        assertThat(forge.said(request)).anyMatch(text -> text.startsWith("Accepted: "));
        assertThat(refs()).isEmpty();
    }

    @Test
    void isPublishedSoWhereEveryChangeIsProposed() {
        // Given
        forge.say(request, "maria", COMMAND + digest);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.landed()).isPresent();
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void staysProposedForOthersWhoAreAnsweredOnce() {
        // Given
        forge.say(request, "mallory", COMMAND + digest);
        forge.say(request, "maria", "One could say `" + COMMAND + digest + "` here.");
        forge.say(request, "maria", "> " + COMMAND + digest);

        // When
        Outcome outcome = lab.run(BY_RISK);
        int said = forge.said(request).size();
        lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(lab.tip("main")).isEqualTo(before);
        assertThat(forge.said(request)).hasSize(said);
        assertThat(forge.said(request).getLast()).startsWith("Not accepted: this account may not merge here.");
    }

    @Test
    void staysProposedForAnotherDigest() {
        // Given
        forge.say(request, "maria", COMMAND + "0".repeat(64));

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(forge.said(request).getLast())
                .startsWith("Not accepted: this is not the digest")
                .contains(digest);
    }

    @Test
    void staysProposedForAnEditedComment() {
        // Given
        forge.say(request, "maria", "Well.");
        forge.edit(request, forge.comments(request).getLast(), COMMAND + digest);

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(forge.said(request).getLast()).startsWith("Not accepted: an edited comment does not count.");
    }

    @Test
    void hearsNoCommentOfItsOwn() {
        // Given
        forge.say(request, "maria", Marker.FOREIGN_COMMIT.on(COMMAND + digest));

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(forge.said(request)).hasSize(1);
    }

    @Test
    void staysProposedOnceTheChangeIsAnother() {
        // Given
        forge.say(request, "maria", COMMAND + digest);
        lab.lab.feeds.publish(GOOG.subList(11, GOOG.size()), CLOUD);

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(forge.said(request).getLast()).startsWith("Not accepted: ");
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        assertThat(lab.run(BY_RISK).landed()).isEmpty(); // the comment has been answered
    }

    @Test
    void staysProposedWhereAnothersCommitIsOnTheBranch() {
        // Given
        lab.write("sluice/demo", Map.of("notes", "mine"));
        forge.say(request, "maria", COMMAND + digest);

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(forge.said(request)).anyMatch(text -> text.startsWith("Not accepted: the branch does not hold"));
    }

    @Test
    void waitsForTheLabelHoldToGo() {
        // Given
        accept();
        forge.label(request, "hold");

        // When
        Outcome held = lab.run(BY_RISK);
        forge.label(forge.only());
        Outcome freed = lab.run(BY_RISK);

        // Then
        assertThat(held.landed()).isEmpty();
        assertThat(freed.landed()).isPresent();
    }

    @Test
    void waitsForTheEndOfAFreeze() {
        // Given
        accept();
        Freeze freeze =
                new Freeze(List.of(new Freeze.Once(lab.now.minusSeconds(60), lab.now.plusSeconds(60), "")), Set.of());

        // When
        Outcome frozen = lab.run(FrozenSettings.of(lab.lab.settings(BY_RISK), freeze));
        Outcome later = lab.run(BY_RISK);

        // Then
        assertThat(frozen).isInstanceOf(Outcome.Frozen.class);
        assertThat(later.landed()).isPresent();
    }

    @Test
    void staysProposedWhereTheBranchTakesNoCommit() throws IOException {
        // Given
        forge.say(request, "maria", COMMAND + digest);
        lab.lab.repository.hook("update", "[ $1 != refs/heads/main ] || { echo protected >&2; exit 1; }");

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        assertThat(lab.tip("main")).isEqualTo(before);
        assertThat(forge.open()).hasSize(1);
        assertThat(refs()).containsExactly(AcceptanceRefs.FOLDER + digest);
    }

    private void accept() {
        try (Remote remote =
                Remote.open(lab.lab.repository.origin(), new Connections(Duration.ofSeconds(10), Optional.empty()))) {
            new AcceptanceRefs(remote, "path=clusters")
                    .add(new ChangeAcceptance(digest, "anna", Instant.parse("2026-01-02T02:00:00Z")));
        }
    }

    private List<String> refs() {
        try {
            return lab.lab.repository.refs().keySet().stream()
                    .filter(name -> name.startsWith(AcceptanceRefs.FOLDER))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
