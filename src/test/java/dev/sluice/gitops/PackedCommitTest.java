package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many files a commit makes in the object store that it is written in. */
class PackedCommitTest {

    private static final int MANY = 1_000;

    private BareRepository repository;

    @BeforeEach
    void createRepository(@TempDir Path folder) throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "Fleet\n", "0/old", "old\n"));
    }

    @Test
    void putsManyFilesIntoOnePackWithItsIndex() throws IOException {
        assertThat(made(texts(MANY))).isEqualTo(2);
    }

    @Test
    void putsFewFilesAndTheirTreesBesideEachOther() throws IOException {
        assertThat(made(texts(3))).isEqualTo(3 + 3 + 1 + 1); // files, a folder for each, the root, the commit
    }

    @Test
    void publishesManyFilesAsItPublishesFew() throws IOException {
        // Given
        Map<String, String> texts = texts(MANY);
        Map<String, String> expected = new TreeMap<>(texts);
        expected.put("README.md", "Fleet\n");
        expected.put("0/old", "old\n");

        // When
        Publication publication = Publishing.publish(repository.origin(), Publishing.writing(texts));

        // Then
        assertThat(publication).isInstanceOf(Publication.Landed.class);
        assertThat(repository.files("main")).isEqualTo(expected);
    }

    private long made(Map<String, String> texts) throws IOException {
        try (Remote remote = Remote.open(repository.origin(), Publishing.CONNECTIONS)) {
            Snapshot base = remote.fetch();
            Path objects = remote.repository().getDirectory().toPath().resolve("objects");
            long before = files(objects);
            Publishing.COMMITS.write(
                    remote,
                    base,
                    Publishing.writing(texts),
                    base.commitId().stream().toList());
            return files(objects) - before;
        }
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static Map<String, String> texts(int count) {
        return IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(i -> i % 10 + "/" + i + ".yaml", i -> "text " + i + "\n"));
    }
}
