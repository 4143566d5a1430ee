package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.policy.RuleList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterFolderTest {

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesAgain(GoldenCase golden) {
        assertThat(golden.files()).isEqualTo(golden.files());
    }

    @ParameterizedTest
    @EnumSource
    void saysInEveryManifestWhoWritesIt(GoldenCase golden) {
        assertThat(golden.files())
                .filteredOn(file -> file.path().endsWith(".yaml"))
                .allMatch(file -> ManifestFile.isOwned(file.text()))
                .allMatch(file -> file.text().endsWith("\n"));
    }

    @Test
    void listsFilesByPathAndEachInTheKustomization() {
        // Given
        Cluster cluster = Samples.cluster(
                Samples.NETWORKS, Optional.of(Samples.LOKI), Optional.of(Samples.FLOWS), Samples.target("llm-demo"));

        // When
        List<ManifestFile> files = new ClusterFolder().render(cluster, GoldenCase.LAB.decided());

        // Then
        List<String> paths = files.stream().map(ManifestFile::path).toList();
        assertThat(paths).isSorted().doesNotHaveDuplicates();
        Map<?, ?> kustomization =
                Yaml.read(files.get(paths.indexOf("kustomization.yaml")).text());
        assertThat(kustomization.get("resources"))
                .isEqualTo(paths.stream()
                        .filter(path -> !path.equals("kustomization.yaml"))
                        .toList());
    }

    @Test
    void writesEqualRulesOnceForAllNamespacesOfAllClusters() {
        // Given
        ClusterFolder folders = new ClusterFolder();
        RuleList rules = GoldenCase.LAB.decided().firewalls().get("llm-demo");
        Decided decided = new Decided(GoldenCase.LAB.decided().blocked(), Map.of("shop", rules, "bank", rules));
        Cluster cluster = Samples.cluster(Samples.NETWORKS, Samples.target("shop"), Samples.target("bank"));

        // When
        List<List<String>> texts = Stream.of(cluster, cluster)
                .flatMap(each -> folders.render(each, decided).stream())
                .filter(file -> file.path().startsWith("egress-firewall-"))
                .map(ManifestFile::rest)
                .toList();

        // Then
        assertThat(texts).hasSize(4).allSatisfy(text -> assertThat(text).isSameAs(texts.getFirst()));
    }

    @Test
    void doesNotShowTheOrderOfLabels() {
        // Given
        Map<String, String> labels = new LinkedHashMap<>();
        List.of("env", "tier", "zone", "app").forEach(label -> labels.put(label, "x"));
        Map<String, String> reversed = new LinkedHashMap<>();
        List.of("app", "zone", "tier", "env").forEach(label -> reversed.put(label, "x"));

        // When
        List<ManifestFile> files = labelled(labels);

        // Then
        assertThat(files).isEqualTo(labelled(reversed));
    }

    @Test
    void refusesTwoObjectsOfOneName() {
        // Given
        Cluster cluster = new Cluster(
                "demo",
                Samples.NETWORKS,
                List.of(Samples.target("llm-demo")),
                List.of(),
                List.of("master-01-demo", "master-01-demo"),
                Optional.empty(),
                Optional.empty());

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterFolder().render(cluster, GoldenCase.LAB.decided()))
                .withMessageContaining("cluster demo")
                .withMessageContaining("node-master-01-demo.yaml");
    }

    private static List<ManifestFile> labelled(Map<String, String> labels) {
        EgressIp ip =
                new EgressIp("egressips-prod", Samples.egressIp("llm-demo").addresses(), labels, List.of("llm-demo"));
        Cluster cluster = new Cluster(
                "demo",
                Samples.NETWORKS,
                List.of(Samples.target("llm-demo")),
                List.of(ip),
                List.of(),
                Optional.empty(),
                Optional.empty());
        return new ClusterFolder().render(cluster, GoldenCase.LAB.decided());
    }
}
