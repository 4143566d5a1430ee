package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kustomize reads YAML with another library than the one that wrote it, as Argo CD does. */
class KustomizeTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void buildsEveryObjectAsItWasWritten(GoldenCase golden) throws IOException, InterruptedException {
        // Given
        Optional<Path> kubectl = kubectl();
        assumeTrue(kubectl.isPresent(), "no kubectl on the PATH");
        GoldenFolder folder = golden.folder();

        // When
        String built = kustomize(kubectl.get(), folder.path());

        // Then
        assertThat(Stream.of(built.split("(?m)^---\n")).<Map<?, ?>>map(Yaml::read))
                .containsExactlyInAnyOrderElementsOf(objects(folder));
    }

    private String kustomize(Path kubectl, Path folder) throws IOException, InterruptedException {
        Path output = temporary.resolve("output.yaml");
        Path errors = temporary.resolve("errors.txt");
        Process process = new ProcessBuilder(kubectl.toString(), "kustomize", folder.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as("%s", Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    private static List<Map<?, ?>> objects(GoldenFolder folder) throws IOException {
        return folder.read().stream()
                .filter(file -> file.path().endsWith(".yaml") && !file.path().equals("kustomization.yaml"))
                .<Map<?, ?>>map(file -> Yaml.read(file.text()))
                .toList();
    }

    private static Optional<Path> kubectl() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
