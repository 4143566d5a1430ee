package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Connections;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.GitHttpServer;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.Snapshot;
import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.gitops.refs.ChangeAcceptance;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed that lost ten of its 42 IPv4 entries, and a person who says that it is right. */
class AcceptedRunTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final List<String> SHRUNK = GOOG.subList(10, GOOG.size());
    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(10), Optional.empty());
    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");
    private static final String OWNER = "path=clusters";

    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        lab.feeds.publish(SHRUNK, CLOUD);
    }

    @Test
    void publishesWhatAPersonAcceptedOnce() throws IOException {
        // Given
        String digest = held(lab.run(DEMO));
        accept(digest, "anna");

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.message())
                .contains("Overridden guard: included-entries-lost")
                .contains("accepted by anna")
                .contains("\nAccepted-by: anna\n");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void letsItPassHoweverOftenItIsPublishedMeanwhile() {
        // Given
        String digest = held(lab.run(DEMO));
        lab.feeds.publish(FeedFiles.reversed(SHRUNK), FeedFiles.reversed(CLOUD));
        assertThat(held(lab.run(DEMO))).isEqualTo(digest);
        accept(digest, "anna");
        lab.feeds.publish(SHRUNK, CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void holdsAnotherChangeAndForgetsTheAcceptance() throws IOException {
        // Given
        String digest = held(lab.run(DEMO));
        accept(digest, "anna");
        lab.feeds.publish(GOOG.subList(11, GOOG.size()), CLOUD);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(held(outcome)).isNotEqualTo(digest);
        assertThat(accepted()).isEmpty();
        lab.feeds.publish(SHRUNK, CLOUD);
        assertThat(held(lab.run(DEMO))).isEqualTo(digest);
    }

    @Test
    void holdsTheSameFeedsOnAnotherBase() throws IOException {
        // Given
        accept(held(lab.run(DEMO)), "anna");
        Map<String, String> files = new TreeMap<>(lab.files());
        files.replaceAll((path, text) -> path.contains("/firewall/egress-firewall-")
                ? text.replaceFirst("(?s)    - type: Deny.*", "")
                        + "    - type: Deny\n      to:\n        cidrSelector: 9.9.9.9/32\n"
                : text);
        lab.repository.replace("main", files);

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        held(outcome);
        assertThat(accepted()).isEmpty();
    }

    @Test
    void letsAClusterGo() {
        // Given
        lab.feeds.publish(GOOG, CLOUD);
        Fleet both = DEMO.clusters(cluster("demo", "llm-demo"), cluster("west", "shop"));
        lab.run(both);
        String digest = held(lab.run(DEMO));
        accept(digest, "static token");

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().keySet()).noneMatch(path -> path.startsWith("clusters/west/"));
        assertThat(lab.message())
                .contains("Removed: cluster west, accepted by static token")
                .contains("\nAccepted-by: static token\n");
    }

    @Test
    void keepsWhatIsAcceptedDuringARunForTheNextOne() throws IOException {
        // Given
        String digest = held(lab.run(DEMO));
        LabSettings settings = lab.settings(DEMO);
        ClusterFacts facts = new ClusterFacts() {
            @Override
            public NetworkResolver.WithNetworks networks(PlanSettings settings, Snapshot published) {
                return NONE.networks(settings, published);
            }

            @Override
            public List<StorageFinding> storage() {
                return List.of();
            }

            @Override
            public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
                accept(digest, "anna"); // the branch has been read
                return List.of();
            }
        };

        // When
        Outcome outcome = lab.run(settings, facts).outcome();

        // Then
        assertThat(held(outcome)).isEqualTo(digest);
        assertThat(accepted()).containsExactly(digest);
        assertThat(lab.run(DEMO)).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void plansAgainWhereTheBranchMovesUnderWhatIsAccepted() throws IOException {
        // Given
        accept(held(lab.run(DEMO)), "anna");
        boolean[] hasMoved = {false};

        // When
        Outcome outcome = lab.run(DEMO, (remote, base, draft) -> {
            if (!hasMoved[0]) {
                hasMoved[0] = true;
                write("README.md");
            }
            return lab.pushing(remote, base, draft);
        });

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsKey("README.md");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void takesTheFirstOfTwoAcceptances() throws IOException {
        // Given
        String digest = held(lab.run(DEMO));

        // When
        boolean first = accept(digest, "anna");
        boolean second = accept(digest, "bob");

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        lab.run(DEMO);
        assertThat(lab.message()).contains("\nAccepted-by: anna\n").doesNotContain("bob");
    }

    @Test
    void tellsAnEqualAcceptanceOfTheSameSecondFromTheFirst() {
        // Given
        String digest = held(lab.run(DEMO));

        // When
        boolean first = accept(digest, "anna");
        boolean second = accept(digest, "anna");

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void neitherHeedsNorForgetsWhatIsAcceptedForAnotherService() throws IOException {
        // Given
        String digest = held(lab.run(DEMO));
        try (Remote remote = remote()) {
            new AcceptanceRefs(remote, "path=clusters instance=blue").add(new ChangeAcceptance(digest, "anna", NOW));
        }

        // When
        Outcome outcome = lab.run(DEMO);

        // Then
        assertThat(held(outcome)).isEqualTo(digest);
        assertThat(accepted()).containsExactly(digest);
    }

    @Test
    void saysWhyAServerDoesNotKeepIt() throws Exception {
        String digest = held(lab.run(DEMO));
        try (GitHttpServer server = GitHttpServer.start(lab.repository);
                Remote remote = Remote.open(server.origin(), CONNECTIONS)) {
            server.preReceive((pack, commands) -> commands.forEach(
                    command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, "no such refs here")));
            AcceptanceRefs refs = new AcceptanceRefs(remote, OWNER);

            assertThatThrownBy(() -> refs.add(new ChangeAcceptance(digest, "anna", NOW)))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("no such refs here");
        }
    }

    private void write(String path) {
        try {
            lab.repository.write("main", Map.of(path, "Fleet\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean accept(String digest, String by) {
        try (Remote remote = remote()) {
            return new AcceptanceRefs(remote, OWNER).add(new ChangeAcceptance(digest, by, NOW));
        }
    }

    private Remote remote() {
        return Remote.open(lab.repository.origin(), CONNECTIONS);
    }

    /** The digests that refs are there for. */
    private Set<String> accepted() throws IOException {
        return lab.repository.refs().keySet().stream()
                .filter(name -> name.startsWith(AcceptanceRefs.FOLDER))
                .map(name -> name.substring(AcceptanceRefs.FOLDER.length()))
                .collect(Collectors.toSet());
    }

    private static String held(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        String digest = ((Outcome.Held) outcome).effect().orElseThrow();
        assertThat(outcome.message()).endsWith("; accept exactly this change with digest " + digest);
        return digest;
    }
}
