package dev.sluice.follow;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.NETWORKS;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Expected;
import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.cluster.verification.Expected.LastChange;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.render.Cluster;
import dev.sluice.run.EarlierLayout;
import dev.sluice.run.Fleet;
import dev.sluice.run.RunLab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommittedStateTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private RunLab lab;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
    }

    @Test
    void saysInWhichPartAnObjectLies() {
        assertThat(parts(expected()))
                .containsOnly(
                        Map.entry(ObjectKind.EGRESS_FIREWALL, "firewall"),
                        Map.entry(ObjectKind.LOKI_STACK, "observability"),
                        Map.entry(ObjectKind.FLOW_COLLECTOR, "observability"));
    }

    @Test
    void knowsNoPartInTheEarlierLayout() {
        // Given
        Expected now = expected();

        // When
        EarlierLayout.lay(lab);

        // Then
        assertThat(parts(expected()).values()).hasSize(3).containsOnly("");
        assertThat(expected().folders()).isEmpty();
        assertThat(expected().objects())
                .extracting(Declared::spec)
                .containsExactlyInAnyOrderElementsOf(
                        now.objects().stream().<Map<?, ?>>map(Declared::spec).toList());
    }

    @Test
    void knowsTheFolderOfAPartThatHoldsNothingAnyMore() {
        // Given
        Fleet without = DEMO.clusters(new Cluster(
                "demo",
                NETWORKS,
                List.of(target("llm-demo")),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));

        // When
        lab.run(without.acceptRemoval("loki"));

        // Then
        assertThat(parts(expected())).containsOnly(Map.entry(ObjectKind.EGRESS_FIREWALL, "firewall"));
        assertThat(expected().folders()).containsExactlyInAnyOrder("firewall", "observability");
    }

    @Test
    void takesTheMoveForTheLastChange() throws Exception {
        // Given
        EarlierLayout.lay(lab);
        String laid = lab.repository.tip("main").name();

        // When
        lab.run(DEMO);

        // Then
        assertThat(expected().commit())
                .isEqualTo(lab.repository.tip("main").name())
                .isNotEqualTo(laid);
    }

    @Test
    void knowsTheLastChangeOfEachPart() throws Exception {
        // Given
        String first = lab.repository.tip("main").name();
        String second = lab.repository
                .write("main", Map.of("clusters/demo/observability/own.yaml", "kind: ConfigMap\n"))
                .name();
        String third = lab.repository
                .write("main", Map.of("clusters/demo/.sluice/policy.txt", "other\n"))
                .name();
        lab.repository.write("main", Map.of("README.md", "Fleet\n"));

        // When
        Expected expected = expected();

        // Then
        assertThat(expected.commit()).isEqualTo(third);
        assertThat(expected.changes())
                .extractingByKeys("firewall", "observability", "")
                .extracting(LastChange::commit)
                .containsExactly(first, second, second);
    }

    @Test
    void knowsNoLastChangeOfAPartThatIsNotThere() {
        EarlierLayout.lay(lab);

        assertThat(expected().changes()).containsOnlyKeys("");
    }

    @ParameterizedTest
    @CsvSource({".", "clusters/{cluster}/egress", "fleet/{cluster}-egress"})
    void knowsTheClustersWhereTheirFoldersAre(String path) throws Exception {
        // Given
        FolderTemplate folders = FolderTemplate.of(path);
        lab.repository.replace("main", new TreeMap<>(Map.of("README.md", "Fleet\n")));
        lab.run(DEMO.path(path));
        String published = lab.repository.tip("main").name();
        lab.repository.write(
                "main", Map.of("clusters/demo/own.yaml", "a: b\n", "demo.yaml", "a: b\n", "fleet/own.yaml", "a: b\n"));

        // When
        Expected expected;
        try (CommittedState committed = new CommittedState(lab.open(DEMO), folders)) {
            committed.refresh();
            expected = committed.of("demo").orElseThrow();
        }

        // Then
        assertThat(expected.commit()).isEqualTo(published);
        assertThat(expected.source().path()).isEqualTo(folders.folder("demo"));
        assertThat(expected.folders()).containsExactlyInAnyOrder("firewall", "observability");
        assertThat(expected.changes()).containsOnlyKeys("", "firewall", "observability");
        assertThat(parts(expected)).containsEntry(ObjectKind.EGRESS_FIREWALL, "firewall");
    }

    private Expected expected() {
        try (CommittedState committed = new CommittedState(lab.open(DEMO), FolderTemplate.of("clusters"))) {
            committed.refresh();
            return committed.of("demo").orElseThrow();
        }
    }

    private static Map<ObjectKind, String> parts(Expected expected) {
        return expected.objects().stream()
                .collect(Collectors.toMap(declared -> declared.subject().kind(), Declared::part));
    }
}
