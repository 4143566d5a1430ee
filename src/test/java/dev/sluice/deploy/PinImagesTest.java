package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that adds digests to the images of others, in a copy of what it works on, with a registry that is not there. */
class PinImagesTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final List<String> COPIED = List.of(
            ".ci/pin-images",
            ".tekton",
            "manifests",
            "docs",
            "src/main/docker",
            "src/main/java/dev/sluice/render/Trial.java",
            "src/test/resources/golden");

    @TempDir
    Path checkout;

    private record Result(int exit, String output) {}

    @BeforeEach
    void copy() throws IOException {
        for (String copied : COPIED) {
            try (Stream<Path> files = Files.walk(Path.of(copied))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(checkout.resolve(file).getParent());
                    Files.copy(file, checkout.resolve(file));
                }
            }
        }
        registry("echo " + DIGEST);
    }

    @Test
    void addsADigestToEveryImageThatRunsOrIsBuiltUpon() throws Exception {
        // When
        Result pinned = run();
        Result checked = run("--check");

        // Then
        assertThat(pinned.exit).as(pinned.output).isZero();
        assertThat(checked.exit).as(checked.output).isZero();
        assertThat(Stream.of(
                        "src/main/docker/Dockerfile.native",
                        "src/main/docker/Dockerfile.jvm",
                        ".tekton/push.yaml",
                        ".tekton/pull-request.yaml",
                        "manifests/demo/pod.yaml",
                        "docs/configuration.md",
                        "src/main/java/dev/sluice/render/Trial.java"))
                .allSatisfy(file -> assertThat(read(file)).contains("@" + DIGEST));
        assertThat(Pattern.compile("(?m)^FROM (\\S+)")
                        .matcher(read("src/main/docker/Dockerfile.jvm"))
                        .results())
                .allMatch(from -> from.group(1).endsWith("@" + DIGEST));
    }

    @Test
    void takesTheNewDigestOfATagTheSecondTime() throws Exception {
        // Given
        run();
        String newer = "sha256:" + "fedcba9876543210".repeat(4);
        registry("echo " + newer);

        // When
        run();

        // Then
        assertThat(read("src/main/docker/Dockerfile.native"))
                .contains("@" + newer)
                .doesNotContain(DIGEST);
    }

    @Test
    void refusesAReleaseWhereOneHasNone() throws Exception {
        // Given
        run();
        Path demo = checkout.resolve("manifests/demo/pod.yaml");
        Files.writeString(demo, read("manifests/demo/pod.yaml").replace("@" + DIGEST, ""));

        // When
        Result checked = run("--check");

        // Then
        assertThat(checked.exit).isEqualTo(1);
        assertThat(checked.output)
                .isEqualTo("no digest, run .ci/pin-images: registry.access.redhat.com/ubi9/ubi-minimal:latest\n");
    }

    @Test
    void writesNothingThatIsNoDigest() throws Exception {
        // Given
        registry("echo '<html>'");

        // When
        Result pinned = run();

        // Then
        assertThat(pinned.exit).isEqualTo(1);
        assertThat(pinned.output).contains("'<html>' is no digest of ");
        assertThat(read("src/main/docker/Dockerfile.native"))
                .isEqualTo(Files.readString(Path.of("src/main/docker/Dockerfile.native")));
    }

    private void registry(String answer) throws IOException {
        Path skopeo = Files.createDirectories(checkout.resolve("bin")).resolve("skopeo");
        Files.writeString(skopeo, "#!/bin/sh\n" + answer + "\n");
        Files.setPosixFilePermissions(skopeo, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result run(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("sh", checkout.resolve(".ci/pin-images").toString()), Stream.of(words))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", checkout.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private String read(String file) {
        try {
            return Files.readString(checkout.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
