package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.policy.Freeze;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.forge.Reviewing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the forge merges by itself. */
class AutoMergeRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank")).proposing(Mode.PULL_REQUEST, merging());

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        forge.isChecked = true;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.lab.run(Fleet.of(cluster("demo", "bank")));
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
    }

    @Test
    void areOfLowRiskAndOfTheCommitThatSluiceMade() {
        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome.message()).doesNotContain("requires no check");
        assertThat(forge.mergedLater)
                .containsExactly("1 at " + lab.tip("sluice/demo").name());
    }

    @Test
    void areNeverOfHighRisk() {
        // Given
        lab.run(DEMO);
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        lab.run(DEMO);

        // Then
        assertThat(forge.only().labels()).contains("risk/high");
        assertThat(forge.mergedLater).isEmpty();
    }

    @Test
    void areNoneWhereTheBranchRequiresNoCheck() {
        // Given
        forge.isChecked = false;

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome.message())
                .contains("demo opened", "the forge will not merge it: branch 'main' requires no check");
        assertThat(forge.mergedLater).isEmpty();
    }

    @Test
    void areTakenBackWhenPeopleHoldThem() {
        // Given
        lab.run(DEMO);
        forge.label(forge.only(), "risk/low", "hold");

        // When
        lab.run(DEMO);

        // Then
        assertThat(forge.mergedLater).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"egress", "hold"})
    void areTakenBackInAFreeze(String label) {
        // Given
        lab.run(DEMO);
        forge.label(forge.only(), "risk/low", label);
        lab.now = Instant.parse("2026-12-24T12:00:00Z");
        Freeze.Once day = new Freeze.Once(lab.now, lab.now.plusSeconds(60), "");

        // When
        lab.run(FrozenSettings.of(lab.lab.settings(DEMO), new Freeze(List.of(day), Set.of())));

        // Then
        assertThat(forge.mergedLater).isEmpty();
    }

    @Test
    void areTakenBackWhenTheConfigurationNoLongerWantsThem() {
        // Given
        lab.run(DEMO);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.mergedLater).isEmpty();
    }

    private static Reviewing merging() {
        Reviewing each = ReviewLab.EACH;
        return new Reviewing(
                each.forge(),
                each.repository(),
                each.grouping(),
                each.labels(),
                List.of(),
                List.of(),
                false,
                25,
                true,
                Optional.empty());
    }
}
