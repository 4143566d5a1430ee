package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.render.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations under {@code manifests} start as they stand, and spare the namespace that they are deployed in. */
class DeployedConfigurationTest {

    private static final Path MANIFESTS = Path.of("manifests");

    @TempDir
    Path folder;

    static List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(MANIFESTS)) {
            List<Path> files =
                    tree.filter(file -> file.endsWith("application.yaml")).toList();
            assertThat(files).isNotEmpty();
            return files;
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void starts(Path file) throws IOException {
        Settings settings = configuration(file).settings();

        assertThat(settings.plan().warnings()).isEmpty();
        assertThat(settings.plan().clusters())
                .flatExtracting(cluster -> cluster.targets())
                .extracting(Target::namespace)
                .isNotEmpty()
                .doesNotContain(namespace());
    }

    @ParameterizedTest
    @MethodSource("files")
    void cannotTargetItsOwnNamespace(Path file) throws IOException {
        assertThat(configuration(file)
                        .with("sluice.clusters.demo.egress-firewalls[0].namespace", namespace())
                        .mistakes())
                .singleElement()
                .asString()
                .contains("is the namespace of this service");
    }

    /** The token is mounted where the service runs, and not here. */
    private Configuration configuration(Path file) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "not-a-real-token");
        return Configuration.yaml(Files.readString(file)).with("sluice.git.token-file", token.toString());
    }

    private static String namespace() throws IOException {
        return Files.readString(MANIFESTS.resolve("base/namespace.yaml"))
                .replaceFirst("(?s).*\n  name: ([^\n]+)\n.*", "$1");
    }
}
