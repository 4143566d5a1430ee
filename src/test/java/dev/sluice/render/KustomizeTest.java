package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.manifest.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kustomize reads YAML with another library than the one that wrote it, as Argo CD does. */
class KustomizeTest {

    @ParameterizedTest
    @EnumSource
    void buildsEveryObjectAsItWasWritten(GoldenCase golden) throws IOException, InterruptedException {
        assertBuilds(golden.folder(), "");
    }

    @ParameterizedTest
    @EnumSource
    void buildsEachPartByItself(GoldenCase golden) throws IOException, InterruptedException {
        for (Part part : Part.values()) {
            if (Files.isDirectory(golden.folder().path().resolve(part.folder()))) {
                assertBuilds(golden.folder(), part.folder());
            }
        }
    }

    /** @param part the name of a part's folder; empty for the cluster's */
    private static void assertBuilds(GoldenFolder folder, String part) throws IOException, InterruptedException {
        String built = Kubectl.assumed().kustomize(folder.path().resolve(part));

        assertThat(Stream.of(built.split("(?m)^---\n")).<Map<?, ?>>map(Yaml::read))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(objects(folder, part));
    }

    private static List<Map<?, ?>> objects(GoldenFolder folder, String part) throws IOException {
        return folder.read().stream()
                .filter(file -> file.path().startsWith(part) && file.path().endsWith(".yaml"))
                .filter(file -> !file.path().endsWith("kustomization.yaml"))
                .<Map<?, ?>>map(file -> Yaml.read(file.text()))
                .toList();
    }
}
