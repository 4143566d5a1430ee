package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares what is rendered with the folders under {@code src/test/resources/golden} as text.
 *
 * <p>After an intended change, {@code ./mvnw test -Dtest=GoldenFolderTest -Dgolden.update=true} writes them anew. Read
 * the difference before it is committed: nothing else says that it is right.
 */
class GoldenFolderTest {

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            for (GoldenCase golden : GoldenCase.values()) {
                golden.folder().write(golden.files());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rendersTheGoldenFolder(GoldenCase golden) throws IOException {
        // Given
        List<ManifestFile> expected = golden.folder().read();

        // When
        List<ManifestFile> rendered = golden.files();

        // Then
        assertThat(rendered)
                .extracting(ManifestFile::path)
                .as("files of %s", golden.folder().path())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(ManifestFile::path).toList());
        for (ManifestFile file : expected) {
            assertThat(rendered)
                    .filteredOn(other -> other.path().equals(file.path()))
                    .singleElement()
                    .extracting(ManifestFile::text)
                    .as(file.path())
                    .isEqualTo(file.text());
        }
    }

    @Test
    void everyGoldenFolderHasACase() throws IOException {
        Path parent = GoldenCase.LAB.folder().path().getParent();
        try (Stream<Path> folders = Files.list(parent)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(Arrays.stream(GoldenCase.values())
                            .map(GoldenCase::toString)
                            .toList());
        }
    }
}
