package dev.sluice.review.forge;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.PullRequest.RequestState;
import dev.sluice.review.body.Marker;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.run.Fleet;
import dev.sluice.run.ReviewLab;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a request, as a forge's class leads it with a forge that remembers, and whole runs lead it on a real repository. */
public abstract class RequestLifeContract extends RequestPeopleContract {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));

    protected RequestLifeContract(ForgeProvider provider, String path, StubApi stub) {
        super(provider, path, stub);
    }

    @Test
    void findsWhatItOpened() {
        // When
        assertThat(forge.find(BRANCH, "main")).isEmpty();
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of("risk/low", "egress"), List.of()));

        // Then
        assertThat(forge().find(BRANCH, "main")).contains(opened);
        assertThat(opened.title()).isEqualTo("demo: deny 3 more");
        assertThat(opened.labels()).containsExactlyInAnyOrder("risk/low", "egress");
        assertThat(opened.head()).isIn(ForgeStubs.SHA, "");
        assertThat(opened.isOpen()).isTrue();
        assertThat(opened.body()).startsWith("What changes.");
        assertThat(Marker.contentOf(opened.body())).contains("1234");
        assertThat(Marker.last(opened.body(), "owner")).contains("abcd");
        assertThat(forge.find("sluice/other", "main")).isEmpty();
        assertThat(forge.find(BRANCH, "other")).isEmpty();
    }

    @Test
    void findsTheOpenRequestBehindOlderOnes() {
        for (int i = 0; i < 130; i++) {
            PullRequest old = forge.open(proposal("demo: " + i, List.of(), List.of()));
            stub.requests.get(old.number()).end = StubRequest.End.DECLINED;
        }
        stub.requests.get(3L).end = StubRequest.End.OPEN;
        assertThat(forge.find(BRANCH, "main")).map(PullRequest::number).contains(3L);

        stub.requests.get(3L).end = StubRequest.End.DECLINED;
        assertThat(forge.find(BRANCH, "main")).map(PullRequest::number).contains(130L);
        assertThat(forge.find(BRANCH, "main")).map(PullRequest::state).contains(RequestState.CLOSED);
    }

    @Test
    void opensNoSecondOne() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));

        assertThat(forge().open(proposal("demo: deny 4 more", List.of("egress"), List.of()))
                        .number())
                .isEqualTo(opened.number());
        assertThat(forge().find(BRANCH, "main").orElseThrow().title()).isEqualTo("demo: deny 4 more");
    }

    @Test
    void changesWhatItSaysAndKeepsWhatPeopleSet() {
        // Given
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of("risk/low"), List.of()));
        forge.ask(opened, asking("anna"));
        label(stub.only(), "urgent");
        label(stub.only(), "propose-again");

        // When
        PullRequest updated = forge.update(
                opened, proposal("demo: deny 4 more", List.of("risk/high"), List.of("risk/low", "propose-again")));

        // Then
        assertThat(updated.title()).isEqualTo("demo: deny 4 more");
        assertThat(updated.labels()).containsExactlyInAnyOrder("risk/high", "urgent");
        assertThat(forge().find(BRANCH, "main")).contains(updated);
        assertThat(stub.only().reviewers).containsOnlyKeys("anna");
    }

    /** As an optimistic lock tells it, where the forge has one. */
    @Test
    void losesNothingThatPeopleSetBetweenReadingAndWriting() {
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));
        stub.meanwhile(() -> {
            label(stub.only(), "hold");
            stub.only().version++;
        });

        forge.update(opened, proposal("demo: deny 4 more", List.of(), List.of()));

        assertThat(forge().find(BRANCH, "main").orElseThrow().title()).isEqualTo("demo: deny 4 more");
        if (hasVersions()) {
            assertThat(forge().find(BRANCH, "main").orElseThrow().labels()).contains("hold");
        }
    }

    @Test
    void closesAndOpensAgain() {
        // Given
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of("risk/low"), List.of()));

        // When
        forge.close(opened, Marker.CLOSED_BY_SLUICE.on(opened.body()));
        PullRequest closed = forge().find(BRANCH, "main").orElseThrow();

        // Then
        assertThat(closed.state()).isEqualTo(RequestState.CLOSED);
        assertThat(Marker.CLOSED_BY_SLUICE.isIn(closed.body())).isTrue();
        assertThat(forge.reopen(closed).map(PullRequest::isOpen))
                .isEqualTo(reopens() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void tellsAMergeFromARefusal() {
        forge.open(proposal("demo: deny 3 more", List.of(), List.of()));
        stub.only().end = StubRequest.End.MERGED;

        PullRequest merged = forge.find(BRANCH, "main").orElseThrow();

        assertThat(merged.state()).isEqualTo(RequestState.MERGED);
        assertThat(merged.head()).isEqualTo(ForgeStubs.SHA);
    }

    @Test
    void readsAllCommentsAndEditsItsOwn() {
        // Given
        PullRequest opened = forge.open(proposal("demo: deny 3 more", List.of(), List.of()));
        for (int i = 0; i < 240; i++) {
            stub.remark(stub.only(), "anna", i % 2 == 1, "remark " + i);
        }

        // When
        forge.comment(opened, "Mind this\n\n<!-- sluice:comment freeze -->\n");
        List<Comment> comments = forge.comments(opened);
        Comment own = comments.getLast();
        stub.meanwhile(() -> stub.only().remarks.getLast().version++);
        forge.edit(opened, own, "Mind that\n\n<!-- sluice:comment freeze -->\n");

        // Then
        assertThat(comments).hasSize(121).isSortedAccordingTo(Comparator.comparingLong(Comment::id));
        assertThat(comments.getFirst().text()).isEqualTo("remark 0");
        assertThat(new Marker("comment", "freeze").isIn(own.text())).isTrue();
        Comment edited = forge().comments(opened).getLast();
        assertThat(edited.text()).startsWith("Mind that");
        assertThat(edited.id()).isEqualTo(own.id());
        assertThat(forge().comments(opened)).hasSize(121);
    }

    @Test
    void takesABodyOfTheGreatestLength() {
        String body = "x".repeat(forge.bodyLimit() - BODY.length()) + BODY;

        PullRequest opened = forge.open(new Proposal(
                BRANCH, "main", "demo", body, List.of("risk/low", "egress"), List.of(), List.of(), List.of(), false));

        assertThat(Marker.contentOf(opened.body())).contains("1234");
        assertThat(opened.labels()).contains("risk/low", "egress");
    }

    @Test
    void leadsARequestThroughRuns(@TempDir Path folder) {
        // Given
        ReviewLab lab = new ReviewLab(folder);
        lab.lab.feeds.publish(GOOG, CLOUD);
        stub.heads(branch -> Optional.of(lab.tip(branch))
                .filter(id -> !id.equals(ObjectId.zeroId()))
                .map(ObjectId::name));

        // When, then: it is opened, and left alone while nothing changes
        assertThat(run(lab)).startsWith("demo opened");
        assertThat(stub.only().title).contains("demo");
        assertThat(stub.only().text())
                .contains("| let it wait | " + forge.howToLabel("hold") + ": ")
                .contains("| have it proposed again | " + forge.howToLabel("propose-again"))
                .satisfies(text -> assertThat(text.contains("/sluice propose")).isEqualTo(saysWhoMayMerge()))
                .satisfies(text -> assertThat(text.contains("/sluice accept")).isEqualTo(saysWhoMayMerge()));
        assertThat(run(lab)).startsWith("demo unchanged");

        // another service's request is not touched
        stub.writes();
        assertThat(lab.run(DEMO.path("other").proposing(Mode.PULL_REQUEST, ReviewLab.EACH), this::forge)
                        .message())
                .contains("belongs to another service");
        assertThat(stub.writes()).isEmpty();

        // people hold it, and let it go
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        label(stub.only(), "hold");
        assertThat(run(lab)).contains("demo waiting", "it carries the label 'hold'");
        stub.only().title = stub.only().title.replace("[hold] ", "");
        stub.only().labels.remove("hold");
        assertThat(run(lab)).startsWith("demo updated");

        // they decline it, and want it again
        stub.only().end = StubRequest.End.DECLINED;
        assertThat(run(lab)).contains("demo declined");
        stub.remark(stub.only(), "bert", false, "/sluice propose");
        assertThat(run(lab))
                .contains("demo declined", saysWhoMayMerge() ? "may not merge" : "set the label propose-again");
        if (saysWhoMayMerge()) {
            stub.remark(stub.only(), "anna", false, "/sluice propose");
        } else {
            label(stub.only(), "propose-again");
        }
        assertThat(run(lab)).startsWith(reopens() ? "demo updated" : "demo opened");
        assertThat(stub.last().isOpen()).isTrue();
        assertThat(run(lab)).startsWith("demo unchanged");

        // what they want is published otherwise: it is closed
        lab.copy(BRANCH, "main");
        lab.run(DEMO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH), this::forge);
        assertThat(stub.last().isOpen()).isFalse();
        assertThat(lab.tip(BRANCH)).isEqualTo(ObjectId.zeroId());
    }

    private String run(ReviewLab lab) {
        return lab.run(DEMO.proposing(Mode.PULL_REQUEST, ReviewLab.EACH), this::forge)
                .message();
    }
}
