package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Mode;
import dev.sluice.review.ForgeException;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose request carries the label hold gets nothing by another way either. */
class HeldClusterRunTest {

    private static final Fleet TWO = Fleet.of(cluster("east", "bank"), cluster("west", "bank"));
    private static final Fleet BY_RISK = TWO.proposing(Mode.BY_RISK, ReviewLab.EACH);
    private static final Fleet BY_RISK_TOGETHER = TWO.proposing(Mode.BY_RISK, ReviewLab.ALL);

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.lab.run(TWO);
        lab.lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD); // of high risk
    }

    @Test
    void isNotCommittedToOnceItsDifferenceBecomesLow() {
        // Given
        lab.run(BY_RISK);
        hold("sluice/east");
        SortedMap<String, String> before = east();
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.run(BY_RISK);

        // Then
        assertThat(east()).isEqualTo(before);
        assertThat(outcome.landed()).isPresent(); // of west
        assertThat(outcome.message()).contains("west: deny 256 more", "east waiting", "the label 'hold'");

        // When
        forge.label(request("sluice/east"));
        Outcome freed = lab.run(BY_RISK);

        // Then
        assertThat(freed.landed()).isPresent();
        assertThat(forge.open()).isEmpty();
    }

    @Test
    void isHeldWithAllWhereTheyAreGrouped() {
        // Given
        lab.run(BY_RISK_TOGETHER);
        hold("sluice/all");
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.run(BY_RISK_TOGETHER);

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(outcome.message()).contains("all waiting", "the label 'hold'");
    }

    @Test
    void isLeftOutOfARequestForAll() {
        // Given
        lab.propose(TWO);
        hold("sluice/east");

        // When
        Outcome outcome = lab.proposeTogether(TWO);

        // Then
        assertThat(outcome.message()).contains("all opened", "east waiting");
        assertThat(lab.files("sluice/all")).containsAllEntriesOf(east());
    }

    @Test
    void isNotProposedAloneWhileAllIsHeld() {
        // Given
        lab.proposeTogether(TWO);
        hold("sluice/all");

        // When
        Outcome outcome = lab.propose(TWO);

        // Then
        assertThat(forge.open()).hasSize(1);
        assertThat(outcome.message()).contains("all waiting");
    }

    @Test
    void isNotCommittedToInTheModeCommit() {
        // Given
        lab.propose(TWO);
        hold("sluice/east");
        SortedMap<String, String> before = east();
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.run(TWO.proposing(Mode.COMMIT, ReviewLab.EACH));

        // Then
        assertThat(east()).isEqualTo(before);
        assertThat(outcome.landed()).isPresent();
        assertThat(outcome.message()).contains("east waiting");
    }

    @Test
    void isNotCommittedToWhileItsForgeIsAway() {
        // Given
        lab.run(BY_RISK);
        SortedMap<String, String> before = east();
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        Outcome outcome = lab.run(BY_RISK, () -> {
            throw new ForgeException("the line is dead");
        });

        // Then
        assertThat(outcome.landed()).isEmpty();
        assertThat(outcome.message()).contains("the line is dead");
        assertThat(east()).isEqualTo(before);
    }

    private SortedMap<String, String> east() {
        SortedMap<String, String> files = new TreeMap<>(lab.files("main"));
        files.keySet().removeIf(path -> !path.startsWith("clusters/east/"));
        return files;
    }

    private void hold(String branch) {
        forge.label(request(branch), "hold");
    }

    private PullRequest request(String branch) {
        List<PullRequest> open = forge.open().stream()
                .filter(request -> forge.proposal(request).branch().equals(branch))
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }
}
