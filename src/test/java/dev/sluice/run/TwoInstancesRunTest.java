package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.ReviewConfig.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that share a repository, each with a folder and clusters of its own. */
class TwoInstancesRunTest {

    private static final long SEED = new Random().nextLong();

    private static final Fleet NORTH = Fleet.of(cluster("north", "bank")).path("north");
    private static final Fleet SOUTH = Fleet.of(cluster("south", "bank")).path("south");

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void touchesNoRequestOfTheOtherInFiftyRuns() {
        Random random = new Random(SEED);
        List<String> more = new ArrayList<>(GOOG);
        for (int run = 0; run < 50; run++) {
            // Given
            Fleet mine = run % 2 == 0 ? NORTH : SOUTH;
            String theirs = run % 2 == 0 ? "sluice/south" : "sluice/north";
            if (random.nextInt(4) == 0) {
                more = with(GOOG, "8.8." + random.nextInt(8) + ".0/24");
                lab.lab.feeds.publish(more, CLOUD);
            }
            ObjectId before = lab.tip(theirs);
            List<PullRequest> requests = of(theirs);
            forge.writes();

            // When
            Outcome outcome = lab.propose(mine);

            // Then
            String when = "seed " + SEED + ", run " + run + ": " + outcome;
            assertThat(outcome.isGood()).as(when).isTrue();
            assertThat(of(theirs)).as(when).isEqualTo(requests);
            assertThat(lab.tip(theirs)).as(when).isEqualTo(before);
            assertThat(forge.writes()).as(when).noneMatch(write -> requests.stream()
                    .anyMatch(request -> write.endsWith(" " + request.number())));
            if (random.nextInt(5) == 0) {
                forge.open().stream()
                        .filter(request -> lab.contains(forge.proposal(request).branch(), lab.tip("main")))
                        .findFirst()
                        .ifPresent(lab::merge);
            }
        }
    }

    @Test
    void refusesABranchOfAnotherAndSaysWhatToSet() {
        // Given
        lab.propose(NORTH);
        PullRequest theirs = forge.only();
        ObjectId before = lab.tip("sluice/north");
        forge.writes();

        // When
        Outcome outcome = lab.propose(NORTH.path("elsewhere"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .contains("'sluice/north'", "another service", "path=north", "sluice.git.instance");
        assertThat(forge.writes()).isEmpty();
        assertThat(forge.only()).isEqualTo(theirs);
        assertThat(lab.tip("sluice/north")).isEqualTo(before);
    }

    @Test
    void givesBranchesTheNameOfTheInstance() {
        // Given
        lab.propose(NORTH);
        PullRequest theirs = forge.only();

        // When
        Outcome outcome = lab.run(named(NORTH.path("elsewhere"), "blue"));

        // Then
        assertThat(outcome.isGood()).as(outcome.message()).isTrue();
        assertThat(of("sluice/blue/north")).hasSize(1);
        assertThat(of("sluice/north")).containsExactly(theirs);
        assertThat(lab.propose(NORTH).message()).isEqualTo("north unchanged " + theirs.url());
    }

    @Test
    void leavesAloneWhatPeopleAddedToABranchOfTheOther() {
        // Given
        lab.propose(NORTH);
        lab.write("sluice/north", Map.of("notes", "mine"));
        forge.writes();

        // When
        lab.propose(SOUTH);
        Outcome wanted = lab.propose(NORTH.path("elsewhere"));

        // Then
        assertThat(forge.writes()).containsExactly("open 2");
        assertThat(wanted.message()).contains("another service");
    }

    @Test
    void leavesAloneARequestThatAPersonOpened() {
        // Given
        lab.publish(NORTH);
        lab.write("sluice/experiment", Map.of("notes", "mine"));
        forge.open(new dev.sluice.review.Proposal(
                "sluice/experiment", "main", "Try this", "Mine", List.of(), List.of(), List.of(), List.of(), false));
        forge.writes();

        // When
        Outcome outcome = lab.propose(NORTH);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void leavesAloneWhatAnEarlierVersionProposedElsewhere() {
        // Given
        lab.propose(NORTH);
        asOfAnEarlierVersion("sluice/north");
        forge.describe(forge.only(), forge.only().body().replaceAll("<!-- sluice:owner .*\n", ""));
        ObjectId before = lab.tip("sluice/north");
        forge.writes();

        // When
        Outcome outcome = lab.propose(SOUTH);

        // Then
        assertThat(outcome.message()).startsWith("south opened");
        assertThat(forge.writes()).containsExactly("open 2");
        assertThat(lab.tip("sluice/north")).isEqualTo(before);
        assertThat(lab.propose(NORTH).message()).startsWith("north unchanged");
        assertThat(lab.tip("sluice/north")).isEqualTo(before);
    }

    /** Its commit says no word of whose it is. */
    private void asOfAnEarlierVersion(String branch) {
        lab.reword(branch, message -> message.replaceAll("(?m)^Sluice-Owner: .*\n", ""));
    }

    private List<PullRequest> of(String branch) {
        return forge.requests().stream()
                .filter(request -> forge.proposal(request).branch().equals(branch))
                .toList();
    }

    private static Fleet named(Fleet fleet, String instance) {
        return fleet.proposing(Mode.PULL_REQUEST, ReviewLab.reviewing(Grouping.CLUSTER, 25, Optional.of(instance)));
    }
}
