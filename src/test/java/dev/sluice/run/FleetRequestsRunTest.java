package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.render.Cluster;
import dev.sluice.review.ForgeException;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.ReviewConfig.Grouping;
import dev.sluice.review.Settled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of many clusters, and what is committed beside them. */
class FleetRequestsRunTest {

    private static final Fleet TWO = Fleet.of(cluster("east", "bank"), cluster("west", "bank"));

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void haveOneForEachCluster() {
        // When
        lab.propose(TWO);

        // Then
        assertThat(forge.open())
                .extracting(request -> forge.proposal(request).branch())
                .containsExactly("sluice/east", "sluice/west");
        assertThat(lab.files("sluice/east").keySet()).noneMatch(path -> path.startsWith("clusters/west/"));
    }

    @Test
    void areOneWhereTheyAreGrouped() {
        // When
        lab.proposeTogether(TWO);

        // Then
        assertThat(forge.proposal(forge.only()).branch()).isEqualTo("sluice/all");
        assertThat(lab.files("sluice/all"))
                .containsKeys("clusters/east/kustomization.yaml", "clusters/west/kustomization.yaml");
    }

    @Test
    void giveWayWhenTheyAreGroupedAnew() {
        // Given
        lab.propose(TWO);

        // When
        lab.proposeTogether(TWO);

        // Then
        assertThat(forge.proposal(forge.only()).branch()).isEqualTo("sluice/all");
        assertThat(lab.tip("sluice/east")).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void areOpenedOverSeveralRuns() {
        // Given
        Cluster[] clusters = IntStream.range(0, 5)
                .mapToObj(number -> cluster("c" + number, "bank"))
                .toArray(Cluster[]::new);
        Fleet fleet = Fleet.of(clusters).proposing(Mode.PULL_REQUEST, ReviewLab.reviewing(Grouping.CLUSTER, 2));

        // When
        List<Outcome> outcomes =
                IntStream.range(0, 3).mapToObj(run -> lab.run(fleet)).toList();

        // Then
        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Proposed) outcome)
                        .requests().stream()
                                .filter(request -> request.state() == Settled.Settlement.OPENED)
                                .count())
                .containsExactly(2L, 2L, 1L);
        assertThat(outcomes.getFirst().message()).contains("c2 deferred (one run opens at most 2 requests)");
        assertThat(new RetryDelay().after(outcomes.getFirst())).isEqualTo(Duration.ofMinutes(15));
        assertThat(new RetryDelay().after(outcomes.getLast())).isEqualTo(Duration.ZERO);
    }

    @Test
    void stopWhereTheForgeAsksForPatienceAndGoOnLater() {
        // Given
        forge.tireAfter(1);
        Outcome tired = lab.propose(TWO);
        forge.tireAfter(10);

        // When
        Outcome rested = lab.propose(TWO);

        // Then
        assertThat(tired.message()).contains("east opened", "west deferred (the forge asks to wait until later)");
        assertThat(rested.message()).contains("east unchanged", "west opened");
    }

    @Test
    void goOnWhereOneOfThemFails() {
        // Given
        forge.refuse(new ForgeException("label 'egress' is not there"));

        // When
        Outcome outcome = lab.propose(TWO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).contains("east failed (label 'egress' is not there)", "west opened");
    }

    @Test
    void areForHighRiskOnlyWhereLowRiskIsCommitted() {
        // Given
        lab.byRisk(TWO);
        List<PullRequest> first = forge.open();
        lab.merge(first.getFirst());
        lab.byRisk(TWO); // the other one is rebuilt on the first
        lab.merge(forge.only());
        lab.byRisk(TWO);
        forge.writes();
        int commits = lab.commits("main");
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.byRisk(TWO);

        // Then
        assertThat(first).hasSize(2); // a first publication is of high risk
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.commits("main")).isEqualTo(commits + 1);
        assertThat(forge.writes()).isEmpty();
    }

    @Test
    void standOnTopOfWhatIsCommittedInTheSameRun() {
        // Given
        Fleet east = Fleet.of(cluster("east", "bank"));
        lab.byRisk(east);
        lab.merge(forge.only());
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.byRisk(TWO); // east changes a little, west is new

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        assertThat(outcome.landed())
                .map(Outcome.Committed::commit)
                .contains(lab.tip("main").name());
        assertThat(forge.proposal(forge.only()).branch()).isEqualTo("sluice/west");
        assertThat(lab.parent("sluice/west")).isEqualTo(lab.tip("main"));
    }

    @Test
    void proposeWhatAGuardHoldsAndNothingWithoutAForge() {
        // Given
        Fleet east = Fleet.of(cluster("east", "bank"));
        lab.byRisk(east);
        lab.merge(forge.only());
        lab.byRisk(east);
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        Outcome without = lab.lab.run(east);
        Outcome with = lab.byRisk(east);

        // Then
        assertThat(without).isInstanceOf(Outcome.Held.class);
        assertThat(with).isInstanceOf(Outcome.Proposed.class);
        assertThat(forge.only().labels()).contains("risk/high");
    }
}
