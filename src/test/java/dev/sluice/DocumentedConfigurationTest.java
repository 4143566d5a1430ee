package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations that the documents show hold known keys alone, and the whole example starts. */
class DocumentedConfigurationTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

    /** Where a block begins with a key of a cluster. */
    private static final String CLUSTER = "sluice:\n  clusters:\n    demo:\n";

    @TempDir
    Path folder;

    static List<String> configurations() throws IOException {
        List<String> configurations = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            for (Path page : Stream.concat(Stream.of(Path.of("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                BLOCK.matcher(Files.readString(page)).results().forEach(found -> {
                    String block = found.group(1);
                    if (block.startsWith("sluice:")) {
                        configurations.add(block);
                    } else if (block.matches("(?s) {6}[a-z].*")) {
                        configurations.add(CLUSTER + block);
                    }
                });
            }
        }
        return configurations;
    }

    @Test
    void theExampleStarts() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("token"), "not-a-real-token");
        Configuration example = Configuration.yaml(configurations().stream()
                .filter(block -> block.contains("schedule:"))
                .findFirst()
                .orElseThrow());

        // When
        Settings settings = example.with("sluice.git.token-file", token.toString())
                .with("sluice.git.store", folder.toString())
                .settings();

        // Then
        assertThat(settings.plan().warnings()).isEmpty();
        assertThat(settings.plan().clusters()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void holdsKnownKeysAlone(String block) {
        assertThat(Configuration.yaml(block).mistakes()).noneMatch(mistake -> mistake.contains(KnownKeys.UNKNOWN));
    }

    @Test
    void seesAnUnknownKey() {
        assertThat(Configuration.yaml(CLUSTER + "      egress-firewall: []\n").mistakes())
                .anyMatch(mistake -> mistake.contains(KnownKeys.UNKNOWN));
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(configurations()).hasSizeGreaterThan(5);
    }
}
