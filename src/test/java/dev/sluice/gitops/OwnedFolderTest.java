package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.text.SharedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnedFolderTest {

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
    }

    @ParameterizedTest
    @ValueSource(strings = {"kustomization.yml", "Kustomization", "firewall/Kustomization"})
    void refusesASecondKustomization(String foreign) throws IOException {
        bare.write("main", Map.of("clusters/demo/" + foreign, "resources: []"));
        OwnedFolder demo = demo();
        String ours = foreign.replaceFirst("[^/]+$", "kustomization.yaml");

        assertThatThrownBy(() -> demo.change(Map.of(ours, SharedText.of("# ours: list")), Set.of()))
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("'clusters/demo/" + foreign + "' is beside the 'kustomization.yaml' that Sluice"
                        + " writes, and kustomize refuses a folder with both");
    }

    @Test
    void findsOursByWhatTheySay() throws IOException {
        // Given
        bare.write(
                "main",
                Map.of(
                        "clusters/demo/a.yaml", "# ours: a",
                        "clusters/demo/deep/b.yaml", "# ours: b",
                        "clusters/demo/theirs.yaml", "kind: Theirs",
                        "clusters/demo2/a.yaml", "# ours, of another folder",
                        "clusters/a.yaml", "# ours, above"));

        // When
        Map<String, String> owned = demo().owned();

        // Then
        assertThat(owned).containsExactly(Map.entry("a.yaml", "# ours: a"), Map.entry("deep/b.yaml", "# ours: b"));
    }

    @Test
    void findsOursByWhereTheyAre() throws IOException {
        bare.write("main", Map.of("clusters/demo/.sluice/goog.txt", "8.8.8.0/24\n", "clusters/demo/x", "theirs"));
        OwnedFolder demo = new OwnedFolder(snapshot(), "clusters/demo", (path, text) -> path.startsWith(".sluice/"));
        assertThat(demo.owned()).containsOnlyKeys(".sluice/goog.txt");
    }

    @Test
    void writesWhatIsNewAndWhatChanged() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/demo/a.yaml", "# ours: a", "clusters/demo/b.yaml", "# ours: b"));

        // When
        Change change =
                replaceBy(demo(), Map.of("a.yaml", "# ours: a", "b.yaml", "# ours: b2", "c/d.yaml", "# ours: d"));

        // Then
        assertThat(change)
                .isEqualTo(Change.of(
                        Map.of("clusters/demo/b.yaml", "# ours: b2", "clusters/demo/c/d.yaml", "# ours: d"), Set.of()));
    }

    @Test
    void changesNothingWhereNothingChanged() throws IOException {
        bare.write("main", Map.of("clusters/demo/a.yaml", "# ours: a", "clusters/demo/x", "theirs"));
        assertThat(replaceBy(demo(), Map.of("a.yaml", "# ours: a"))).isEqualTo(Change.NONE);
    }

    @Test
    void deletesOursThatAreNotRenderedAnyMore() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/demo/a.yaml", "# ours: a", "clusters/demo/x", "theirs"));

        // When
        Change change = replaceBy(demo(), Map.of());

        // Then
        assertThat(change).isEqualTo(Change.of(Map.of(), Set.of("clusters/demo/a.yaml")));
    }

    @Test
    void startsInAnEmptyRepository() {
        OwnedFolder demo = new OwnedFolder(Snapshot.empty(repository), "clusters/demo", OwnedFolderTest::isOurs);
        assertThat(replaceBy(demo, Map.of("a.yaml", "# ours: a")))
                .isEqualTo(Change.of(Map.of("clusters/demo/a.yaml", "# ours: a"), Set.of()));
    }

    @Test
    void refusesAForeignFileWhereItMustWrite() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/demo/a.yaml", "theirs"));
        OwnedFolder demo = demo();

        // When
        assertThatThrownBy(() -> replaceBy(demo, Map.of("a.yaml", "# ours: a")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("'clusters/demo/a.yaml' was not written by Sluice but is where it must write: "
                        + "move it, or configure another git.path");
    }

    @Test
    void refusesAForeignFileEvenWhereItSaysTheSame() throws IOException {
        bare.write("main", Map.of("clusters/demo/a.yaml", "theirs"));
        OwnedFolder demo = demo();
        assertThatThrownBy(() -> replaceBy(demo, Map.of("a.yaml", "theirs"))).isInstanceOf(GitException.class);
    }

    @Test
    void refusesWhatIsNoFileWhereItMustWrite() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/demo/folder/x", "theirs"));
        bare.put("main", "clusters/demo/link", FileMode.SYMLINK, "# ours in disguise");
        bare.put("main", "clusters/demo/module", FileMode.GITLINK, SUBMODULE);
        OwnedFolder demo = demo();

        for (String path : new String[] {"folder", "link", "module"}) {
            // When
            assertThatThrownBy(() -> replaceBy(demo, Map.of(path, "# ours")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("'clusters/demo/" + path + "' in the repository is not a regular file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "clusters/demo", "clusters/demo/deep"})
    void refusesAForeignFileAboveWhereItMustWrite(String path) throws IOException {
        // Given
        bare.write("main", Map.of(path, "theirs"));
        OwnedFolder demo = demo();

        // When
        assertThatThrownBy(() -> replaceBy(demo, Map.of("deep/a.yaml", "# ours: a")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("'" + path + "' in the repository is not a folder: "
                        + "move it, or configure another git.path");
    }

    @Test
    void makesRoomForAFolderOfItsOwn() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/demo/deep", "# ours"));

        // When
        Change change = replaceBy(demo(), Map.of("deep/a.yaml", "# ours: a"));

        // Then
        assertThat(change)
                .isEqualTo(Change.of(Map.of("clusters/demo/deep/a.yaml", "# ours: a"), Set.of("clusters/demo/deep")));
    }

    @Test
    void leavesLinksAlone() throws IOException {
        bare.put("main", "clusters/demo/link", FileMode.SYMLINK, "# ours in disguise");
        assertThat(demo().owned()).isEmpty();
        assertThat(replaceBy(demo(), Map.of())).isEqualTo(Change.NONE);
    }

    private OwnedFolder demo() throws IOException {
        return new OwnedFolder(snapshot(), "clusters/demo", OwnedFolderTest::isOurs);
    }

    private Snapshot snapshot() throws IOException {
        return Snapshot.of(repository, bare.tip("main"));
    }

    private static boolean isOurs(String path, String text) {
        return text.startsWith("# ours");
    }

    /** What must change so that the folder holds exactly these. */
    private static Change replaceBy(OwnedFolder folder, Map<String, String> files) {
        Map<String, SharedText> written = new TreeMap<>();
        Set<String> kept = new TreeSet<>();
        files.forEach((path, text) -> {
            if (folder.holds(path, text)) {
                kept.add(path);
            } else {
                written.put(path, SharedText.of(text));
            }
        });
        return folder.change(written, kept);
    }
}
