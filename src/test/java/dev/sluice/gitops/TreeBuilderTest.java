package dev.sluice.gitops;

import static dev.sluice.gitops.Trees.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.jgit.lib.Constants.OBJ_BLOB;
import static org.eclipse.jgit.lib.Constants.OBJ_TREE;

import dev.sluice.gitops.Trees.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeBuilderTest {

    private static final ObjectId SUBMODULE = ObjectId.fromString("1234567890123456789012345678901234567890");

    @TempDir
    Path folder;

    @AutoClose
    Repository repository;

    @AutoClose
    Trees trees;

    @BeforeEach
    void openRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git")).open();
        trees = new Trees(repository);
    }

    @Test
    void sortsFoldersAsIfTheirNamesEndedInASlash() throws Exception {
        // Given
        Map<String, String> texts =
                Map.of("a", "1", "a.b", "2", "a0", "3", "b/x", "4", "b.c", "5", "b0", "6", "b-", "7", "B", "8");

        // When
        ObjectId tree = trees.build(Optional.empty(), writing(texts));

        // Then
        assertThat(tree).isEqualTo(trees.of(files(texts)));
        assertThat(trees.leaves(tree).keySet()).containsExactlyInAnyOrderElementsOf(texts.keySet());
    }

    @Test
    void keepsNamesThatAreNotUtf8() throws Exception {
        // Given
        Map<String, Leaf> leaves = files(Map.of("d/a", "1"));
        leaves.put("d/\u00ff\u00fe", trees.file("latin"));
        leaves.put("d/\u00e9", trees.file("latin"));
        leaves.put(bytes("d/é"), trees.file("utf-8"));

        // When
        ObjectId tree = trees.build(trees.of(leaves), writing(Map.of("d/a", "2", "d/ü", "3")));

        // Then
        leaves.put("d/a", trees.file("2"));
        leaves.put(bytes("d/ü"), trees.file("3"));
        assertThat(trees.leaves(tree)).isEqualTo(leaves);
        assertThat(tree).isEqualTo(trees.of(leaves));
    }

    @Test
    void keepsWhatStandsBesideAChange() throws Exception {
        // Given
        Map<String, Leaf> leaves = files(Map.of("d/a", "1", "d/e/x", "2", "f", "3"));
        leaves.put("d/run.sh", trees.entry(FileMode.EXECUTABLE_FILE, "#!/bin/sh\n"));
        leaves.put("d/link", trees.entry(FileMode.SYMLINK, "a"));
        leaves.put("d/module", new Leaf(FileMode.GITLINK, SUBMODULE));

        // When
        ObjectId tree = trees.build(trees.of(leaves), writing(Map.of("d/a", "2")));

        // Then
        leaves.put("d/a", trees.file("2"));
        assertThat(trees.leaves(tree)).isEqualTo(leaves);
        assertThat(tree).isEqualTo(trees.of(leaves));
    }

    @Test
    void foldersVanishWithTheirLastFile() throws Exception {
        // Given
        ObjectId base = trees.of(files(Map.of("a/b/c/x", "1", "a/b/y", "2", "z", "3")));

        // When
        ObjectId tree = trees.build(base, deleting("a/b/c/x", "a/b/y"));

        // Then
        assertThat(trees.leaves(tree)).containsOnlyKeys("z");
        assertThat(tree).isEqualTo(trees.of(files(Map.of("z", "3"))));
    }

    @Test
    void everythingMayGo() throws Exception {
        ObjectId base = trees.of(files(Map.of("a/x", "1", "z", "3")));
        assertThat(trees.build(base, deleting("a/x", "z"))).isEqualTo(trees.of(Map.of()));
    }

    @Test
    void deletingWhatIsNotThereChangesNothing() throws Exception {
        ObjectId base = trees.of(files(Map.of("a/x", "1")));
        assertThat(trees.build(base, deleting("a/y", "b/c/x", "d"))).isEqualTo(base);
    }

    @Test
    void readsAndWritesOnlyWhatChangesAndTheFoldersAbove() throws Exception {
        // Given
        Map<String, String> texts = new LinkedHashMap<>();
        for (String cluster : new String[] {"north", "south", "west"}) {
            for (int i = 0; i < 50; i++) {
                texts.put("clusters/" + cluster + "/f" + i, cluster + i);
                texts.put("clusters/" + cluster + "/.sluice/f" + i, cluster + i);
            }
        }
        ObjectId base = trees.of(files(texts));

        // When
        trees.build(base, writing(Map.of("clusters/south/f7", "new", "clusters/south/.sluice/f7", "new")));

        // Then
        assertThat(trees.inserted).filteredOn(type -> type == OBJ_BLOB).hasSize(2);
        assertThat(trees.inserted).filteredOn(type -> type == OBJ_TREE).hasSize(4);
        assertThat(trees.read).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "clusters/demo"})
    void refusesAFileInTheWayOfAFolder(String path) throws Exception {
        // Given
        ObjectId base = trees.of(files(Map.of(path, "1")));

        // When
        assertThatThrownBy(() -> trees.build(base, writing(Map.of("clusters/demo/a.yaml", "a"))))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("'" + path + "' in the repository is not a folder: move it, or configure another git.path");
    }

    @Test
    void refusesALinkOrASubmoduleInTheWayOfAFolder() throws Exception {
        // Given
        ObjectId link = trees.of(Map.of("clusters", trees.entry(FileMode.SYMLINK, "elsewhere")));
        ObjectId submodule = trees.of(Map.of("clusters", new Leaf(FileMode.GITLINK, SUBMODULE)));

        for (ObjectId base : Arrays.asList(link, submodule)) {
            // When
            assertThatThrownBy(() -> trees.build(base, writing(Map.of("clusters/demo/a.yaml", "a"))))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("'clusters' in the repository is not a folder");
        }
    }

    @Test
    void refusesAFolderInTheWayOfAFile() throws Exception {
        // Given
        ObjectId base = trees.of(files(Map.of("clusters/a.yaml/x", "1", "clusters/a.yaml/y", "2")));
        Change change = Change.of(Map.of("clusters/a.yaml", "a"), Set.of("clusters/a.yaml/x"));

        // When
        assertThatThrownBy(() -> trees.build(base, change))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "'clusters/a.yaml' in the repository is a folder: " + "move it, or configure another git.path");
    }

    @Test
    void aFileThatGoesMakesRoomForAFolder() throws Exception {
        ObjectId base = trees.of(files(Map.of("a", "1")));
        ObjectId tree = trees.build(base, Change.of(Map.of("a/b", "2"), Set.of("a")));
        assertThat(tree).isEqualTo(trees.of(files(Map.of("a/b", "2"))));
    }

    @Test
    void aFolderThatEmptiesMakesRoomForAFile() throws Exception {
        ObjectId base = trees.of(files(Map.of("a/b", "1")));
        ObjectId tree = trees.build(base, Change.of(Map.of("a", "2"), Set.of("a/b")));
        assertThat(tree).isEqualTo(trees.of(files(Map.of("a", "2"))));
    }

    @Test
    void aFileThatIsWrittenStaysExecutable() throws Exception {
        ObjectId base = trees.of(Map.of("a", trees.entry(FileMode.EXECUTABLE_FILE, "1")));
        ObjectId tree = trees.build(base, writing(Map.of("a", "2")));
        assertThat(tree).isEqualTo(trees.of(Map.of("a", trees.entry(FileMode.EXECUTABLE_FILE, "2"))));
    }

    private Map<String, Leaf> files(Map<String, String> texts) throws IOException {
        Map<String, Leaf> leaves = new TreeMap<>();
        for (Map.Entry<String, String> file : texts.entrySet()) {
            leaves.put(file.getKey(), trees.file(file.getValue()));
        }
        return leaves;
    }

    private static Change writing(Map<String, String> files) {
        return Change.of(files, Set.of());
    }

    private static Change deleting(String... paths) {
        return Change.of(Map.of(), Set.of(paths));
    }
}
