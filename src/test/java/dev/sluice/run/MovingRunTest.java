package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.TOKEN;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.BareRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first run over a repository in the layout of earlier releases: what is published there is the history. */
class MovingRunTest {

    private static final Fleet BOTH = Fleet.of(cluster("east", "shop", "bank"), cluster("west", "shop"));
    private static final String EARLIER_FIREWALL = "clusters/east/egress-firewall-shop.yaml";
    private static final String FIREWALL = "clusters/east/firewall/egress-firewall-shop.yaml";

    private RunLab lab;
    private SortedMap<String, String> rendered;
    private SortedMap<String, String> earlier;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(BOTH);
        rendered = lab.files();
        earlier = EarlierLayout.lay(lab);
    }

    @Test
    void movesAllFilesInOneCommitThoughTheFeedsSayTheSame() {
        // Given
        int commits = lab.commits();

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.commits()).isEqualTo(commits + 1);
        assertThat(lab.files()).isEqualTo(rendered);
        assertThat(lab.files()).containsEntry(FIREWALL, earlier.get(EARLIER_FIREWALL));
        assertThat(lab.run(BOTH)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void saysThatFilesMove() {
        // When
        lab.run(BOTH);

        // Then
        assertThat(lab.message())
                .startsWith("2 clusters: move files, same decisions\n")
                .contains(
                        "| east | 43,264 | 0 | 0 | 0 | 0 | 0 | 16 | 13 |\n",
                        "| west | 43,264 | 0 | 0 | 0 | 0 | 0 | 14 | 11 |\n",
                        "Each cluster has two folders now, firewall and observability.\n"
                                + "Objects keep their names and namespaces; files moved: 24.");
    }

    @Test
    void saysInTheSubjectThatFilesMove() {
        lab.run(BOTH.clusters(cluster("east", "shop", "bank")).acceptRemoval("west"));

        assertThat(lab.message()).startsWith("east: move files, same decisions; remove west\n");
    }

    @Test
    void keepsTheBytesOfAFirewallThatMeansTheSame() throws IOException {
        // Given
        String edited = earlier.get(EARLIER_FIREWALL)
                .replace(deny("142.250.4.0/24"), deny("142.250.4.128/25") + deny("142.250.4.0/25"));
        lab.repository.write("main", Map.of(EARLIER_FIREWALL, edited));

        // When
        lab.run(BOTH);

        // Then
        assertThat(edited).isNotEqualTo(earlier.get(EARLIER_FIREWALL));
        assertThat(lab.files()).containsEntry(FIREWALL, edited).doesNotContainKey(EARLIER_FIREWALL);
        assertThat(lab.run(BOTH)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void publishesWhatTheFeedsSayTogetherWithTheMove() {
        // Given
        lab.feeds.publish(with(GOOG, "25.0.0.0/24"), CLOUD);

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome.message()).contains("2 clusters: deny 256 more addresses");
        assertThat(lab.files().get(FIREWALL)).contains("25.0.0.0/24");
        assertThat(lab.files()).doesNotContainKey(EARLIER_FIREWALL);
    }

    @Test
    void holdsWhatAGuardHolds() {
        // Given
        lab.feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(((Outcome.Held) outcome).reasons())
                .containsExactly("included-entries-lost: entries gone from the included feeds 23.81 % (limit 10 %)");
        assertThat(lab.files()).isEqualTo(earlier);
        String digest = ((Outcome.Held) outcome).accept().orElseThrow();
        assertThat(lab.run(BOTH.accept(digest))).isInstanceOf(Outcome.Committed.class);
    }

    @Test
    void skipsFeedsOlderThanThePublishedOnes() {
        // Given
        lab.feeds.publish("goog", TOKEN, GOOG);
        lab.feeds.publish("cloud", TOKEN, CLOUD);

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Skipped.class);
        assertThat(outcome.message()).contains("older than the published");
        assertThat(lab.files()).isEqualTo(earlier);
    }

    @Test
    void holdsNamespacesLokiStacksAndClustersThatWouldGo() {
        // When
        Outcome outcome = lab.run(BOTH.clusters(cluster("east", Optional.empty(), target("shop"))));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(((Outcome.Held) outcome).reasons())
                .extracting(reason -> reason.replaceFirst(" would be removed.*", ""))
                .containsExactlyInAnyOrder(
                        "cluster west", "namespace bank of cluster east", "LokiStack loki of cluster east");
        assertThat(lab.files()).isEqualTo(earlier);
    }

    @Test
    void removesAClusterThatIsNamed() throws IOException {
        // Given
        lab.repository.write("main", Map.of("clusters/west/notes.md", "ours\n"));

        // When
        Outcome outcome = lab.run(BOTH.clusters(cluster("east", "shop", "bank")).acceptRemoval("west"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().keySet())
                .filteredOn(path -> path.startsWith("clusters/west/"))
                .containsExactly("clusters/west/notes.md");
        assertThat(lab.files()).containsKey(FIREWALL);
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        // Given
        Map<String, String> foreign = Map.of(
                EARLIER_FIREWALL,
                "kind: EgressFirewall\n",
                "clusters/east/notes.md",
                "ours\n",
                "clusters/east/firewall/notes.md",
                "ours\n",
                "clusters/east/observability/more/namespace-netobserv.yaml",
                "kind: Namespace\n");
        lab.repository.write("main", foreign);

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files())
                .containsAllEntriesOf(foreign)
                .containsEntry(FIREWALL, rendered.get(FIREWALL))
                .hasSize(rendered.size() + foreign.size());
    }

    @Test
    void failsNamingAFileOfOthersWhereItMustMoveTo() throws IOException {
        assertRefuses(FIREWALL, "'" + FIREWALL + "' was not written by Sluice");
    }

    @Test
    void failsNamingAKustomizationOfOthersInAPartsFolder() throws IOException {
        assertRefuses(
                "clusters/west/firewall/kustomization.yaml",
                "'clusters/west/firewall/kustomization.yaml' was not written by Sluice");
    }

    @Test
    void failsNamingAFileWhereAPartsFolderMustBe() throws IOException {
        assertRefuses("clusters/west/observability", "'clusters/west/observability' in the repository is not a folder");
    }

    @Test
    void finishesAMoveThatSomebodyBegan() throws IOException {
        // Given
        lab.repository.write("main", Map.of(FIREWALL, rendered.get(FIREWALL)));

        // When
        lab.run(BOTH);

        // Then
        assertThat(lab.files()).isEqualTo(rendered);
    }

    private void assertRefuses(String path, String message) throws IOException {
        // Given
        BareRepository repository = lab.repository;
        repository.write("main", Map.of(path, "resources: []\n"));
        SortedMap<String, String> before = lab.files();

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message()).startsWith(message);
        assertThat(lab.files()).isEqualTo(before);
    }

    private static String deny(String cidr) {
        return "    - type: Deny\n      to:\n        cidrSelector: " + cidr + "\n";
    }
}
