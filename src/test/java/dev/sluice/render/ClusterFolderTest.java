package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.manifest.Yaml;
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
    void listsFilesByPathAndEachInItsPartsKustomization() {
        // Given
        Cluster cluster = Samples.cluster(
                Samples.NETWORKS, Optional.of(Samples.LOKI), Optional.of(Samples.FLOWS), Samples.target("llm-demo"));

        // When
        List<ManifestFile> files =
                new ClusterFolder(new EgressFirewallCodec()).render(cluster, GoldenCase.LAB.decided(), part -> false);

        // Then
        assertThat(files).extracting(ManifestFile::path).isSorted().doesNotHaveDuplicates();
        assertThat(resources(files, "")).containsExactly("firewall", "observability");
        for (Part part : Part.values()) {
            String folder = part.folder() + "/";
            assertThat(resources(files, folder))
                    .isNotEmpty()
                    .isEqualTo(files.stream()
                            .map(ManifestFile::path)
                            .filter(path -> path.startsWith(folder) && !path.endsWith("/kustomization.yaml"))
                            .map(path -> path.substring(folder.length()))
                            .toList());
        }
    }

    @Test
    void writesNoFolderForAPartWithoutObjects() {
        // Given
        Cluster firewallAlone = Samples.cluster(Samples.NETWORKS, Samples.target("llm-demo"));
        Cluster flowsAlone = Samples.cluster(Samples.NETWORKS, Optional.empty(), Optional.of(Samples.FLOWS));
        Cluster nothing = Samples.cluster(Samples.NETWORKS);

        // When
        List<List<ManifestFile>> folders = Stream.of(firewallAlone, flowsAlone, nothing)
                .map(cluster -> new ClusterFolder(new EgressFirewallCodec())
                        .render(cluster, GoldenCase.LAB.decided(), part -> false))
                .toList();

        // Then
        assertThat(folders.get(0)).noneMatch(file -> file.path().startsWith("observability/"));
        assertThat(resources(folders.get(0), "")).containsExactly("firewall");
        assertThat(folders.get(1)).noneMatch(file -> file.path().startsWith("firewall/"));
        assertThat(resources(folders.get(1), "")).containsExactly("observability");
        assertThat(folders.get(2)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheFolderOfAPublishedPartWithoutObjects(Part published) {
        // Given
        Cluster cluster = Samples.cluster(Samples.NETWORKS);

        // When
        List<ManifestFile> files = new ClusterFolder(new EgressFirewallCodec())
                .render(cluster, GoldenCase.LAB.decided(), published::equals);

        // Then
        assertThat(files)
                .extracting(ManifestFile::path)
                .containsExactlyInAnyOrder("kustomization.yaml", published.folder() + "/kustomization.yaml");
        assertThat(resources(files, "")).containsExactly(published.folder());
        assertThat(text(files, published.folder() + "/kustomization.yaml")).isEqualTo(ManifestFile.HEADER + """

                        apiVersion: kustomize.config.k8s.io/v1beta1
                        kind: Kustomization
                        resources: []
                        """);
    }

    @Test
    void declaresANamespaceThatBothPartsNeedWithTheFirewallAlone() {
        // Given
        EgressIp ip = new EgressIp(
                "egressips-prod",
                Samples.egressIp("llm-demo").addresses(),
                Map.of("env", "prod"),
                List.of("openshift-netobserv-operator"));
        RuleList rules = GoldenCase.LAB.decided().firewalls().get("llm-demo");
        Cluster cluster = new Cluster(
                "demo",
                Samples.NETWORKS,
                List.of(Samples.target("netobserv")),
                List.of(ip),
                List.of(),
                Optional.of(Samples.LOKI),
                Optional.of(Samples.FLOWS));

        // When
        List<ManifestFile> files = new ClusterFolder(new EgressFirewallCodec())
                .render(
                        cluster,
                        new Decided(GoldenCase.LAB.decided().blocked(), Map.of("netobserv", rules)),
                        part -> false);

        // Then
        assertThat(files)
                .extracting(ManifestFile::path)
                .filteredOn(path -> path.contains("/namespace-"))
                .containsExactly(
                        "firewall/namespace-netobserv.yaml",
                        "firewall/namespace-openshift-netobserv-operator.yaml",
                        "observability/namespace-openshift-operators-redhat.yaml");
        assertThat(text(files, "firewall/namespace-openshift-netobserv-operator.yaml"))
                .contains("openshift.io/cluster-monitoring: 'true'", "env: prod");
    }

    @ParameterizedTest
    @EnumSource
    void declaresEachObjectInOnePart(GoldenCase golden) {
        assertThat(objects(golden)).doesNotHaveDuplicates();
    }

    @Test
    void writesEqualRulesOnceForAllNamespacesOfAllClusters() {
        // Given
        ClusterFolder folders = new ClusterFolder(new EgressFirewallCodec());
        RuleList rules = GoldenCase.LAB.decided().firewalls().get("llm-demo");
        Decided decided = new Decided(GoldenCase.LAB.decided().blocked(), Map.of("shop", rules, "bank", rules));
        Cluster cluster = Samples.cluster(Samples.NETWORKS, Samples.target("shop"), Samples.target("bank"));

        // When
        List<List<String>> texts = Stream.of(cluster, cluster)
                .flatMap(each -> folders.render(each, decided, part -> false).stream())
                .filter(file -> file.path().startsWith("firewall/egress-firewall-"))
                .map(file -> file.content().rest())
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
                .isThrownBy(() -> new ClusterFolder(new EgressFirewallCodec())
                        .render(cluster, GoldenCase.LAB.decided(), part -> false))
                .withMessageContaining("cluster demo")
                .withMessageContaining("node-master-01-demo.yaml");
    }

    private static String text(List<ManifestFile> files, String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .map(ManifestFile::text)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> resources(List<ManifestFile> files, String folder) {
        List<?> resources =
                (List<?>) Yaml.read(text(files, folder + "kustomization.yaml")).get("resources");
        return resources.stream().map(Object::toString).toList();
    }

    private static List<ObjectRef> objects(GoldenCase golden) {
        return golden.documents("").map(ObjectRef::of).toList();
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
        return new ClusterFolder(new EgressFirewallCodec()).render(cluster, GoldenCase.LAB.decided(), part -> false);
    }
}
