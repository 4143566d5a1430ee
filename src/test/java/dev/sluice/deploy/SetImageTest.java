package dev.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Kubectl;
import dev.sluice.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script by which the pipeline says which image runs, in a copy of what it works on. */
class SetImageTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    Path checkout;

    private Path script;
    private Path image;

    @BeforeEach
    void copy() throws Exception {
        script = checkout.resolve(".ci/set-image");
        image = checkout.resolve("manifests/components/image/kustomization.yaml");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of(".ci/set-image"), script);
        Files.createDirectories(image.getParent());
        Files.copy(Declared.MANIFESTS.resolve("components/image/kustomization.yaml"), image);
    }

    @Test
    void namesTheImageByItsDigest() throws Exception {
        // When
        Shell.Result result = Shell.run(script, "registry.example/sluice", DIGEST);

        // Then
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(Declared.only(image).text("images", 0, "newName")).isEqualTo("registry.example/sluice");
        assertThat(Declared.only(image).text("images", 0, "digest")).isEqualTo(DIGEST);
        assertThat(Declared.only(image).find("images", 0, "newTag")).isEmpty();
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        Shell.run(script, "registry.example/sluice", DIGEST);
        String first = Files.readString(image);

        Shell.run(script, "registry.example/sluice", DIGEST);

        assertThat(image).content().isEqualTo(first);
    }

    @Test
    void whatItWritesReachesThePods() throws Exception {
        // Given
        Shell.run(script, "registry.example/sluice", DIGEST);
        Path deployment =
                Files.copy(Declared.MANIFESTS.resolve("base/deployment.yaml"), checkout.resolve("deployment.yaml"));
        Files.writeString(checkout.resolve("kustomization.yaml"), """
                resources: [%s]
                components: [manifests/components/image]
                """.formatted(deployment.getFileName()));

        // When
        String built = Kubectl.assumed().kustomize(checkout);

        // Then
        assertThat(built).contains("image: registry.example/sluice@" + DIGEST + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "sha256:0123", ""})
    void refusesWhatIsNoDigest(String digest) throws Exception {
        String before = Files.readString(image);

        Shell.Result result = Shell.run(script, "registry.example/sluice", digest);

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output()).contains("'" + digest + "' is not a digest");
        assertThat(image).content().isEqualTo(before);
    }
}
