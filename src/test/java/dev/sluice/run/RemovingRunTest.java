package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.NETWORKS;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.render.Cluster;
import dev.sluice.render.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published goes only when a person named it. */
class RemovingRunTest {

    private static final Fleet BOTH = Fleet.of(cluster("east", "shop", "bank"), cluster("west", "shop"));
    private static final Fleet WITHOUT_WEST = BOTH.clusters(cluster("east", "shop", "bank"));
    private static final Fleet WITHOUT_BANK = BOTH.clusters(cluster("east", "shop"), cluster("west", "shop"));
    private static final Fleet WITHOUT_LOKI =
            BOTH.clusters(cluster("east", Optional.empty(), target("shop"), target("bank")), cluster("west", "shop"));

    private RunLab lab;
    private SortedMap<String, String> published;

    @BeforeEach
    void publish(@TempDir Path folder) throws IOException {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(BOTH);
        lab.repository.write("main", Map.of("clusters/west/notes.md", "ours\n", "clusters/east/notes.md", "ours\n"));
        published = lab.files();
    }

    @Test
    void holdsAClusterThatIsNoLongerConfigured() {
        assertHeld(lab.run(WITHOUT_WEST.acceptRemoval("east")), "cluster west");
    }

    @Test
    void removesAClusterThatIsNamed() {
        // When
        Outcome outcome = lab.run(WITHOUT_WEST.acceptRemoval("west"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().keySet())
                .filteredOn(path -> path.startsWith("clusters/west/"))
                .containsExactly("clusters/west/notes.md");
        assertThat(RunLab.changed(published, lab.files())).allMatch(path -> path.startsWith("clusters/west/"));
    }

    @Test
    void forgetsAClusterThatWasRemoved() {
        // Given
        lab.run(WITHOUT_WEST.acceptRemoval("west"));

        // When
        Outcome outcome = lab.run(WITHOUT_WEST);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void holdsANamespaceThatIsNoLongerATarget() {
        assertHeld(lab.run(WITHOUT_BANK.acceptRemoval("shop", "west/bank")), "namespace bank of cluster east");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank", "east/bank"})
    void removesANamespaceThatIsNamed(String name) {
        // When
        Outcome outcome = lab.run(WITHOUT_BANK.acceptRemoval(name));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(RunLab.changed(published, lab.files()))
                .containsExactly(
                        "clusters/east/.sluice/policy.txt",
                        "clusters/east/firewall/egress-firewall-bank.yaml",
                        "clusters/east/firewall/kustomization.yaml",
                        "clusters/east/firewall/namespace-bank.yaml");
        assertThat(lab.files()).doesNotContainKey("clusters/east/firewall/egress-firewall-bank.yaml");
    }

    @Test
    void holdsALokiStackThatIsNoLongerConfigured() {
        assertHeld(lab.run(WITHOUT_LOKI.acceptRemoval("west/loki")), "LokiStack loki of cluster east");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loki", "east/loki"})
    void removesALokiStackThatIsNamed(String name) {
        // When
        Outcome outcome = lab.run(WITHOUT_LOKI.acceptRemoval(name));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files())
                .doesNotContainKey("clusters/east/observability/loki-stack-loki.yaml")
                .containsKey("clusters/west/observability/loki-stack-loki.yaml");
    }

    @ParameterizedTest
    @EnumSource
    void keepsThePublishedFolderOfAPartThatBecomesEmpty(Part part, @TempDir Path checkout) throws Exception {
        // Given
        Fleet without = BOTH.clusters(without(part), cluster("west", "shop"));

        // When
        Outcome outcome = lab.run(without.acceptRemoval("shop", "bank", "loki"));

        // Then
        String folder = "clusters/east/" + part.folder();
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files().keySet())
                .filteredOn(path -> path.startsWith(folder + "/"))
                .containsExactly(folder + "/kustomization.yaml");
        assertThat(lab.files().get(folder + "/kustomization.yaml")).endsWith("\nresources: []\n");
        assertThat(lab.files().get("clusters/east/kustomization.yaml"))
                .endsWith("\nresources:\n  - firewall\n  - observability\n");
        assertThat(lab.run(without)).isEqualTo(new Outcome.Unchanged());

        // And Kustomize builds it as nothing, and the whole as what is left
        write(checkout);
        Kubectl kubectl = Kubectl.assumed();
        assertThat(kubectl.kustomize(checkout.resolve(folder))).isEmpty();
        assertThat(kubectl.kustomize(checkout.resolve("clusters/east"))).contains("\nkind: Namespace\n");
    }

    @Test
    void keepsBothFoldersOfAClusterThatIsToHoldNothing(@TempDir Path checkout) throws Exception {
        // Given
        Cluster nothing =
                new Cluster("east", NETWORKS, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
        Fleet without = BOTH.clusters(nothing, cluster("west", "shop"));

        // When
        lab.run(without.acceptRemoval("shop", "bank", "loki"));

        // Then
        assertThat(lab.files())
                .containsKeys(
                        "clusters/east/firewall/kustomization.yaml", "clusters/east/observability/kustomization.yaml");
        assertThat(lab.run(without)).isEqualTo(new Outcome.Unchanged());
        write(checkout);
        assertThat(Kubectl.assumed().kustomize(checkout.resolve("clusters/east")))
                .isEmpty();
    }

    @Test
    void fillsAKeptFolderAgain() {
        // Given
        Fleet without = BOTH.clusters(without(Part.OBSERVABILITY), cluster("west", "shop"));
        lab.run(without.acceptRemoval("loki"));

        // When
        lab.run(BOTH);

        // Then
        assertThat(lab.files()).isEqualTo(published);
    }

    @Test
    void keepsNoFolderThatHoldsFilesOfOthersAlone() throws IOException {
        // Given
        Fleet firewall = Fleet.of(without(Part.OBSERVABILITY));
        lab.repository.replace("main", Map.of("clusters/east/observability/kustomization.yaml", "resources: []\n"));

        // When
        lab.run(firewall);

        // Then
        assertThat(lab.files())
                .containsEntry("clusters/east/observability/kustomization.yaml", "resources: []\n")
                .hasEntrySatisfying("clusters/east/kustomization.yaml", text -> assertThat(text)
                        .endsWith("\nresources:\n  - firewall\n"));
    }

    @Test
    void doesNotMistakeOtherFoldersForClusters() throws IOException {
        // Given
        lab.repository.write("main", Map.of("clusters/north/kustomization.yaml", "resources: []\n"));

        // When
        Outcome outcome = lab.run(BOTH);

        // Then
        assertThat(outcome).isEqualTo(new Outcome.Unchanged());
    }

    private static Cluster without(Part part) {
        return switch (part) {
            case FIREWALL -> cluster("east");
            case OBSERVABILITY ->
                new Cluster(
                        "east",
                        NETWORKS,
                        List.of(target("shop"), target("bank")),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
        };
    }

    private void write(Path checkout) throws IOException {
        for (Map.Entry<String, String> file : lab.files().entrySet()) {
            Path path = checkout.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private void assertHeld(Outcome outcome, String what) {
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(((Outcome.Held) outcome).reasons())
                .containsExactly(what + " would be removed: name it in sluice.guards.accept-removal to let it go");
        assertThat(((Outcome.Held) outcome).accept()).isEmpty();
        assertThat(lab.files()).isEqualTo(published);
    }
}
