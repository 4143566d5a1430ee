package dev.sluice.review.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.ForgeException;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.calls.ForgeProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people do with a request, and what is asked of them. */
public abstract class RequestPeopleContract extends RequestStubs {

    RequestPeopleContract(ForgeProvider provider, String path, StubApi stub) {
        super(provider, path, stub);
    }

    @Test
    void seesThatAReviewHasBegun() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));
        forge.ask(opened, asking("anna"));
        stub.remark(stub.only(), "anna", false, "I shall look at it");
        assertThat(forge.isReviewed(opened)).isFalse();

        askForChanges(stub.only(), "anna");
        assertThat(forge.isReviewed(opened)).isTrue();

        stub.only().reviewers.put("anna", "");
        assertThat(forge.isReviewed(opened)).isFalse();
        stub.remark(stub.only(), "anna", true, "why this?");
        assertThat(forge.isReviewed(opened)).isTrue();
    }

    @Test
    void asksReviewersOneByOne() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));

        List<String> refusals = forge.ask(opened, asking("nobody", "anna"));
        stub.writes();

        assertThat(refusals).singleElement().asString().contains("nobody");
        assertThat(stub.only().reviewers).containsOnlyKeys("anna");
        askForChanges(stub.only(), "anna");
        assertThat(forge().ask(opened, asking("anna"))).isEmpty();
        assertThat(stub.writes()).isEmpty();
        assertThat(stub.only().reviewers.get("anna")).isNotEmpty();
    }

    @Test
    void asksTeams() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));

        List<String> refusals = forge.ask(opened, asking("team:network", "team:nowhere", "anna"));

        assertThat(refusals).hasSize(hasTeams() ? 1 : 2).last().asString().contains("nowhere");
        assertThat(stub.only().reviewers).containsKey("anna").hasSizeGreaterThanOrEqualTo(hasTeams() ? 2 : 1);
    }

    @Test
    void knowsWhoMayMerge() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));
        stub.remark(stub.only(), "anna", false, "/sluice propose");
        stub.remark(stub.only(), "bert", false, "/sluice propose");
        List<Comment> comments = forge.comments(opened);

        if (!saysWhoMayMerge()) {
            assertThatThrownBy(() -> forge.mayMerge(comments.getFirst().author(), "main"))
                    .isInstanceOf(ForgeException.class);
            return;
        }
        assertThat(forge.mayMerge(comments.getFirst().author(), "main")).isTrue();
        assertThat(forge.mayMerge(comments.getLast().author(), "main")).isFalse();
    }

    @Test
    void leavesAMergeToTheForgeWhereItIsChecked() {
        if (!provider.has(ForgeProvider.Feature.AUTO_MERGE)) {
            return;
        }
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of("risk/low"), List.of()));
        assertThat(forge.mergeWhenChecked(opened, ForgeStubs.SHA, "main")).isPresent();
        assertThat(stub.only().mergesLater).isEmpty();

        stub.requiresChecks = true;
        assertThat(forge.mergeWhenChecked(opened, "1".repeat(40), "main")).isPresent();
        assertThat(stub.only().mergesLater).isEmpty();
        assertThat(forge.mergeWhenChecked(opened, ForgeStubs.SHA, "main")).isEmpty();
        assertThat(stub.only().mergesLater).isEqualTo(ForgeStubs.SHA);
        assertThat(forge.mergeWhenChecked(opened, ForgeStubs.SHA, "main")).isEmpty();

        forge.keepUnmerged(opened);
        assertThat(stub.only().mergesLater).isEmpty();
        forge.keepUnmerged(opened);
    }

    @Test
    void marksCommits() {
        forge.mark(ForgeStubs.SHA, new CommitStatus(CommitStatus.CheckState.PENDING, "sluice/demo", "waiting"));
        forge.mark(ForgeStubs.SHA, new CommitStatus(CommitStatus.CheckState.FAILURE, "sluice/demo", "degraded"));

        assertThat(stub.marks).hasSize(1);
        assertThat(stub.marks.values()).singleElement().asString().endsWith("degraded");
    }
}
