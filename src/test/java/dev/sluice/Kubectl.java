package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The kubectl of the machine, which builds kustomizations without a cluster; tests that need it are left out without. */
public final class Kubectl {

    private final Path program;

    private Kubectl(Path program) {
        this.program = program;
    }

    /** Ends the test as left out where there is none. */
    public static Kubectl assumed() {
        String path = System.getenv().getOrDefault("PATH", "");
        Optional<Path> found = Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no kubectl on the PATH");
        return new Kubectl(found.get());
    }

    /** What a folder is built into: YAML documents. */
    public String kustomize(Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("kustomize", ".yaml");
        Path errors = Files.createTempFile("kustomize", ".txt");
        Process process = new ProcessBuilder(program.toString(), "kustomize", folder.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends in time").isTrue();
            assertThat(process.exitValue()).as("%s", Files.readString(errors)).isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
