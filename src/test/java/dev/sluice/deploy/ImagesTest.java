package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images fit the manifests that run them. */
class ImagesTest {

    private static final Declared POD = Declared.only(Declared.MANIFESTS.resolve("base/deployment.yaml"))
            .pod()
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void readTheConfigurationWhereItIsMounted(String kind) throws IOException {
        String file = read(kind);

        assertThat(POD.list("containers", 0, "volumeMounts"))
                .extracting(mount -> mount.text("mountPath"))
                .contains(one(file, "(?m)^WORKDIR (.*)$") + "/config", one(file, "HOME=(\\S+)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void needNeitherRootNorAShell(String kind) throws IOException {
        String file = read(kind);

        assertThat(one(file, "(?m)^USER (.*)$")).matches("[1-9][0-9]*");
        assertThat(one(file, "(?m)^ENTRYPOINT (.*)$")).startsWith("[\"").doesNotContain("sh");
        assertThat(file).doesNotContain("\nRUN ").doesNotContain("\nCMD ");
    }

    /** An archive fits the very Java that made it, and no other. */
    @Test
    void makesItsArchiveWithTheJavaThatUsesIt() throws IOException {
        String file = all("jvm");

        assertThat(Pattern.compile("(?m)^FROM (\\S+)").matcher(file).results().map(from -> from.group(1)))
                .hasSize(2)
                .containsOnly(one(file, "(?m)^FROM (\\S+) AS archive$"));
        assertThat(one(file, "-XX:SharedArchiveFile=([^\"]+)"))
                .isEqualTo(one(file, "-XX:ArchiveClassesAtExit=([^\"]+)"));
        assertThat(file).doesNotContain("\nCOPY target/quarkus-app/*");
    }

    /** The virtual machine's own exit code would be 3: held, which is not tried again. */
    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void leaveTheEndForWantOfMemoryToTheProgram(String kind) throws IOException {
        assertThat(one(read(kind), "(?m)^ENTRYPOINT (.*)$")).doesNotContain("OnOutOfMemoryError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void sayWhatTheyAreAndWhatIsInside(String kind) throws IOException {
        String file = read(kind);

        for (String label : List.of("title", "description", "version", "revision", "licenses")) {
            assertThat(file).contains("org.opencontainers.image." + label + "=");
        }
        String sbom = "target/" + one(Files.readString(Path.of("pom.xml")), "<outputName>(.*)</outputName>") + ".json";
        assertThat(file).contains(sbom).contains("QUARKUS_LOG_CONSOLE_JSON_ENABLED=true");
        assertThat(one(file, "(?m)^EXPOSE (.*)$").split(" "))
                .containsExactlyElementsOf(POD.list("containers", 0, "ports").stream()
                        .map(port -> port.text("containerPort"))
                        .toList());
    }

    /** The image itself; a stage before it is thrown away. */
    private static String read(String kind) throws IOException {
        String file = all(kind);
        return file.substring(file.lastIndexOf("\nFROM ") + 1);
    }

    private static String all(String kind) throws IOException {
        return Files.readString(Path.of("src/main/docker/Dockerfile." + kind));
    }

    private static String one(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
