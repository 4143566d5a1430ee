package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.follow.Seeing;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Treatment;
import dev.sluice.ranges.Address;
import dev.sluice.review.MemoryForge;
import dev.sluice.review.PullRequest;
import dev.sluice.review.body.Marker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One living request, as long as nobody but Sluice touches it. */
class ProposingRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "bank"));
    private static final String BRANCH = "sluice/demo";

    private ReviewLab lab;
    private MemoryForge forge;

    @BeforeEach
    void publishFeeds(@TempDir Path folder) {
        lab = new ReviewLab(folder);
        forge = lab.forge;
        lab.lab.feeds.publish(GOOG, CLOUD);
    }

    @Test
    void opensARequestInPlaceOfACommit() {
        // Given
        ObjectId before = lab.tip("main");

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        PullRequest request = forge.only();
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        assertThat(outcome.message()).isEqualTo("demo opened " + request.url());
        assertThat(forge.writes()).containsExactly("open 1");
        assertThat(lab.tip("main")).isEqualTo(before);
        assertThat(lab.files(BRANCH)).containsKeys("README.md", "clusters/demo/firewall/egress-firewall-bank.yaml");
        assertThat(request.title()).startsWith("demo: deny 43,264 addresses, first publication");
        assertThat(request.labels()).containsExactlyInAnyOrder("egress", "risk/high");
        assertThat(forge.proposal(request).reviewers()).containsExactly("anna");
        assertThat(forge.proposal(request).assignees()).containsExactly("bob");
        assertThat(Marker.contentOf(request.body())).isPresent();
    }

    @Test
    void tellsWhatRecordedFlowsWouldMeet() {
        // Given
        Impact.Changed shop = new Impact.Changed(
                "bank",
                "ledger",
                Address.parse("20.0.0.1"),
                Treatment.ALLOWED,
                Treatment.DENIED,
                3,
                4_000,
                Instant.parse("2026-01-01T20:00:00Z"),
                Optional.empty());
        lab.lookout = new Seeing() {
            @Override
            public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
                assertThat(changes).containsOnlyKeys("demo");
                assertThat(changes.get("demo")).allMatch(FirewallDelta::isChanged);
                return List.of(observed("demo", shop), observed("elsewhere"));
            }
        };

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().body())
                .contains("3 of 9 observed flows, to one destination, would be decided otherwise")
                .contains("what was not observed may be affected too")
                .contains("| `demo/bank/ledger` → `20.0.0.1` | Allow → **Deny** | 4,000 | 2026-01-01T20:00:00Z | – |")
                .doesNotContain("elsewhere");
    }

    private static Impact observed(String cluster, Impact.Changed... changed) {
        return new Impact(
                cluster,
                Instant.parse("2026-01-01T02:00:00Z"),
                Instant.parse("2026-01-02T02:00:00Z"),
                9,
                10_000,
                Optional.of(new Impact.Sampling(50, 50)),
                List.of(changed),
                List.of("packets that the sampling passed over"));
    }

    @Test
    void writesNothingWhileTheContentIsTheSame() {
        // Given
        lab.propose(DEMO);
        forge.writes();
        ObjectId proposed = lab.tip(BRANCH);
        lab.lab.feeds.publish(FeedFiles.reversed(GOOG), CLOUD); // another token, another order

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).isEqualTo("demo unchanged " + forge.only().url());
        assertThat(forge.writes()).isEmpty();
        assertThat(lab.tip(BRANCH)).isEqualTo(proposed);
    }

    @Test
    void asksNobodyWhereThereIsNothingToSay() {
        // Given
        lab.publish(DEMO);
        lab.propose(DEMO); // takes the merged branch away
        forge.reads();

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(forge.reads()).isZero();
        assertThat(lab.tip(BRANCH)).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void updatesTheRequestInPlace() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        PullRequest first = forge.only();
        forge.writes();
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24", "8.8.4.0/24"), CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        PullRequest second = forge.only();
        assertThat(forge.writes()).containsExactly("update " + first.number());
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(first.title()).isEqualTo("demo: deny 256 more addresses");
        assertThat(second.title()).isEqualTo("demo: deny 512 more addresses");
        assertThat(Marker.contentOf(second.body())).isNotEqualTo(Marker.contentOf(first.body()));
        assertThat(lab.commits(BRANCH)).isEqualTo(lab.commits("main") + 1);
    }

    @Test
    void keepsTheLabelsThatPeopleGave() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        forge.label(forge.only(), "egress", "risk/high", "risk/accepted", "team-a");
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24", "8.8.4.0/24"), CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().labels()).containsExactlyInAnyOrder("egress", "risk/low", "risk/accepted", "team-a");
    }

    @Test
    void rebuildsTheBranchOnAMovedBaseWithoutAWordToTheForge() {
        // Given
        lab.propose(DEMO);
        forge.writes();
        lab.write("main", Map.of("other", "x"));

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome.message()).startsWith("demo unchanged");
        assertThat(forge.writes()).isEmpty();
        assertThat(lab.files(BRANCH)).containsEntry("other", "x");
        assertThat(lab.commits(BRANCH)).isEqualTo(lab.commits("main") + 1);
    }

    @Test
    void closesTheRequestWhenItsDifferenceIsGone() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        PullRequest request = forge.only();
        forge.writes();
        lab.lab.feeds.publish(GOOG, CLOUD);

        // When
        Outcome outcome = lab.propose(DEMO);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
        assertThat(forge.open()).isEmpty();
        assertThat(forge.writes()).containsExactly("comment 2", "close 2");
        assertThat(forge.said(request)).singleElement().asString().contains("The difference is gone");
        assertThat(lab.tip(BRANCH)).isEqualTo(ObjectId.zeroId());
    }

    @Test
    void proposesAgainWhatItClosedItself() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);
        lab.propose(DEMO);
        lab.lab.feeds.publish(GOOG, CLOUD);
        lab.propose(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().number()).isEqualTo(3);
    }

    @Test
    void rewritesABranchThatWasMergedAndStayed() {
        // Given
        lab.publish(DEMO);
        lab.lab.feeds.publish(with(GOOG, "8.8.8.0/24"), CLOUD);

        // When
        lab.propose(DEMO);

        // Then
        assertThat(forge.only().number()).isEqualTo(2);
        assertThat(lab.commits(BRANCH)).isEqualTo(lab.commits("main") + 1);
    }
}
