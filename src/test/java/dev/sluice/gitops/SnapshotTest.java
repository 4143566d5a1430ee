package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    private static final ObjectId SUBMODULE = ObjectId.fromString("1234567890123456789012345678901234567890");

    @TempDir
    Path folder;

    BareRepository bare;

    @AutoClose
    Repository repository;

    @BeforeEach
    void createRepository() throws IOException {
        bare = BareRepository.create(folder.resolve("fleet.git"));
        repository = bare.open();
        bare.write(
                "main",
                Map.of(
                        "README.md", "Fleet\n",
                        "clusters/a/x.yaml", "x: ü\n",
                        "clusters/a/.sluice/goog.txt", "",
                        "clusters/a.b/y.yaml", "y",
                        "clusters/b/z.yaml", "z",
                        "clusters/note.txt", "note",
                        "clustersX/w", "w"));
        bare.put("main", "clusters/a/run.sh", FileMode.EXECUTABLE_FILE, "run");
        bare.put("main", "clusters/a/link", FileMode.SYMLINK, "x.yaml");
        bare.put("main", "clusters/a/module", FileMode.GITLINK, SUBMODULE);
    }

    @Test
    void knowsItsCommit() throws IOException {
        assertThat(snapshot().commit()).contains(bare.tip("main").name());
    }

    @Test
    void readsFiles() throws IOException {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.text("README.md")).contains("Fleet\n");
        assertThat(snapshot.text("clusters/a/x.yaml")).contains("x: ü\n");
        assertThat(snapshot.text("clusters/a/.sluice/goog.txt")).contains("");
        assertThat(snapshot.text("clusters/a/run.sh")).contains("run");
    }

    @Test
    void hasNothingWhereNothingStands() throws IOException {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.text("clusters/a/y.yaml")).isEmpty();
        assertThat(snapshot.text("clusters/c/x.yaml")).isEmpty();
        assertThat(snapshot.text("README.md/x")).isEmpty();
    }

    @Test
    void refusesToReadWhatIsNoFile() throws IOException {
        Snapshot snapshot = snapshot();
        for (String path : new String[] {"clusters/a", "clusters/a/link", "clusters/a/module"}) {
            assertThatThrownBy(() -> snapshot.text(path))
                    .isInstanceOf(GitException.class)
                    .hasMessage("'" + path + "' in the repository is not a regular file: "
                            + "move it, or configure another git.path");
        }
    }

    @Test
    void readsAFileThatJGitWouldRatherStream() throws IOException {
        // Given
        WindowCacheConfig impatient = new WindowCacheConfig();
        impatient.setStreamFileThreshold(1024);
        impatient.install();
        bare.write("main", Map.of("big", "big ".repeat(1000)));

        try {
            // When
            assertThat(snapshot().text("big"))
                    // Then
                    .contains("big ".repeat(1000));
        } finally {
            new WindowCacheConfig().install();
        }
    }

    @Test
    void listsTheFilesBelowAFolder() throws IOException {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.files("clusters/a"))
                .containsExactly("clusters/a/.sluice/goog.txt", "clusters/a/run.sh", "clusters/a/x.yaml");
        assertThat(snapshot.files("clusters/a/.sluice")).containsExactly("clusters/a/.sluice/goog.txt");
        assertThat(snapshot.files("")).contains("README.md", "clusters/b/z.yaml", "clustersX/w");
    }

    @Test
    void listsTheFoldersInAFolder() throws IOException {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.folders("clusters")).containsExactly("clusters/a", "clusters/a.b", "clusters/b");
        assertThat(snapshot.folders("")).containsExactly("clusters", "clustersX");
    }

    @Test
    void listsNothingWhereThereIsNoFolder() throws IOException {
        Snapshot snapshot = snapshot();
        for (String path : new String[] {"nowhere", "clusters/note.txt", "clusters/a/link", "clusters/a/module"}) {
            assertThat(snapshot.files(path)).isEmpty();
            assertThat(snapshot.folders(path)).isEmpty();
        }
    }

    @Test
    void tellsWhatStandsAtAPath() throws IOException {
        Snapshot snapshot = snapshot();
        assertThat(snapshot.mode("README.md")).contains(FileMode.REGULAR_FILE);
        assertThat(snapshot.mode("clusters/a/run.sh")).contains(FileMode.EXECUTABLE_FILE);
        assertThat(snapshot.mode("clusters/a/link")).contains(FileMode.SYMLINK);
        assertThat(snapshot.mode("clusters/a/module")).contains(FileMode.GITLINK);
        assertThat(snapshot.mode("clusters")).contains(FileMode.TREE);
        assertThat(snapshot.mode("nowhere")).isEmpty();
    }

    @Test
    void isEmptyBeforeTheFirstCommit() {
        Snapshot empty = Snapshot.empty(repository);
        assertThat(empty.commit()).isEmpty();
        assertThat(empty.text("README.md")).isEmpty();
        assertThat(empty.mode("README.md")).isEmpty();
        assertThat(empty.files("")).isEmpty();
        assertThat(empty.folders("clusters")).isEmpty();
    }

    private Snapshot snapshot() throws IOException {
        return Snapshot.of(repository, bare.tip("main"));
    }
}
