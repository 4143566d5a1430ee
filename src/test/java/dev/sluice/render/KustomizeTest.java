package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import java.io.IOException;
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
        // Given
        GoldenFolder folder = golden.folder();

        // When
        String built = Kubectl.assumed().kustomize(folder.path());

        // Then
        assertThat(Stream.of(built.split("(?m)^---\n")).<Map<?, ?>>map(Yaml::read))
                .containsExactlyInAnyOrderElementsOf(objects(folder));
    }

    private static List<Map<?, ?>> objects(GoldenFolder folder) throws IOException {
        return folder.read().stream()
                .filter(file -> file.path().endsWith(".yaml") && !file.path().equals("kustomization.yaml"))
                .<Map<?, ?>>map(file -> Yaml.read(file.text()))
                .toList();
    }
}
