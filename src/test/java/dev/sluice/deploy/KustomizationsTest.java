package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kustomizations as they are built, and that they leave no file out. */
class KustomizationsTest {

    static List<Path> folders() {
        return Declared.yaml(Declared.MANIFESTS).stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .map(Path::getParent)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void builds(Path folder) throws Exception {
        Kubectl.assumed().kustomize(folder);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void usesEveryFileBesideIt(Path folder) throws IOException {
        // Given
        Declared kustomization = Declared.only(folder.resolve("kustomization.yaml"));
        Set<String> used = new TreeSet<>(kustomization.words("resources"));
        kustomization.find("patches").ifPresent(patches -> kustomization.list("patches").stream()
                .flatMap(patch -> patch.find("path").stream())
                .forEach(path -> used.add(path.toString())));
        kustomization.find("configMapGenerator").ifPresent(generators -> kustomization
                .list("configMapGenerator")
                .forEach(each -> used.addAll(each.words("files"))));

        // Then
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml")))
                    .isSubsetOf(used);
        }
        assertThat(used).allMatch(name -> Files.exists(folder.resolve(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/lab", "overlays/lab-cronjob"})
    void everyObjectSaysWhatItIsPartOf(String folder) throws Exception {
        assertThat(built(folder)).isNotEmpty().allSatisfy(object -> assertThat(
                        object.text("metadata", "labels", "app.kubernetes.io/name"))
                .isEqualTo("sluice"));
    }

    @Test
    void theLabRunsAsAService() throws Exception {
        List<Declared> lab = built("overlays/lab");

        assertThat(kinds(lab)).contains("Deployment", "Service", "PodDisruptionBudget", "ServiceMonitor");
        assertThat(kinds(lab)).doesNotContain("CronJob");
        assertThat(config(lab)).contains("egressips-prod").contains("192.168.99.103");
        assertThat(lab)
                .filteredOn(object -> object.kind().equals("Deployment"))
                .singleElement()
                .satisfies(deployment -> {
                    assertThat(deployment.text("spec", "template", "metadata", "labels", "app.kubernetes.io/name"))
                            .isEqualTo(deployment.text("spec", "selector", "matchLabels", "app.kubernetes.io/name"));
                    assertThat(deployment.text("spec", "template", "spec", "containers", 0, "image"))
                            .isEqualTo(image());
                });
    }

    @Test
    void theOneShotReplacesTheServiceAndWhatBelongsToIt() throws Exception {
        List<Declared> lab = built("overlays/lab-cronjob");

        assertThat(kinds(lab)).contains("CronJob", "NetworkPolicy", "ServiceAccount", "PrometheusRule");
        assertThat(kinds(lab)).doesNotContain("Deployment", "Service", "PodDisruptionBudget", "ServiceMonitor");
        assertThat(lab)
                .filteredOn(object -> Set.of("PrometheusRule", "NetworkPolicy").contains(object.kind()))
                .extracting(Declared::name)
                .containsExactlyInAnyOrder("sluice-cronjob", "sluice");
        assertThat(config(lab)).isEqualTo(config(built("overlays/lab")));
        assertThat(lab)
                .filteredOn(object -> object.kind().equals("CronJob"))
                .singleElement()
                .satisfies(cronJob -> {
                    Declared pod = cronJob.pod().orElseThrow();
                    assertThat(pod.text("containers", 0, "image")).isEqualTo(image());
                    assertThat(lab)
                            .as("the ConfigMap's generated name reaches the pod")
                            .filteredOn(object -> object.kind().equals("ConfigMap"))
                            .extracting(Declared::name)
                            .contains(pod.list("volumes").stream()
                                    .filter(volume -> volume.text("name").equals("config"))
                                    .map(volume -> volume.text("configMap", "name"))
                                    .findFirst()
                                    .orElseThrow());
                });
    }

    private static String image() {
        Declared image = Declared.only(Declared.MANIFESTS.resolve("components/image/kustomization.yaml"));
        String name = image.text("images", 0, "newName");
        return image.find("images", 0, "digest")
                .map(digest -> name + "@" + digest)
                .orElseGet(() -> name + ":" + image.text("images", 0, "newTag"));
    }

    private static List<Declared> built(String folder) throws Exception {
        Path path = Declared.MANIFESTS.resolve(folder);
        return Declared.parse(path, Kubectl.assumed().kustomize(path));
    }

    private static Set<String> kinds(List<Declared> objects) {
        return objects.stream().map(Declared::kind).collect(Collectors.toSet());
    }

    private static String config(List<Declared> objects) {
        return objects.stream()
                .filter(object -> object.kind().equals("ConfigMap")
                        && object.name().startsWith("sluice-")
                        && object.find("data", "application.yaml").isPresent())
                .map(object -> object.text("data", "application.yaml"))
                .collect(Collectors.joining());
    }
}
