package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Trees.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

/** The builder against Git's index; {@code -Dtrees.seed=N} makes N the first seed. */
class TreeBuilderLawsTest {

    private static final long FIRST_SEED = Long.getLong("trees.seed", System.currentTimeMillis());
    private static final int CASES = 200;

    /** Names that sort differently with and without a slash behind them; the last two are not UTF-8. */
    private static final List<String> NAMES =
            List.of("a", "a.b", "a-", "a0", "ab", "A", "b", "b c", Trees.bytes("ü"), "\u00fc", "a\u00ff");

    @Test
    void makesTheTreeThatGitMakes() throws Exception {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            try (Repository repository = new InMemoryRepository(new DfsRepositoryDescription("fleet"));
                    Trees trees = new Trees(repository)) {
                compare(trees, seed);
            }
        }
    }

    private static void compare(Trees trees, long seed) throws Exception {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Leaf> leaves = new TreeMap<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            String path = path(random);
            if (fits(path, leaves.keySet())) {
                leaves.put(path, leaf(trees, random));
            }
        }
        ObjectId base = trees.of(leaves);
        Map<String, String> written = new HashMap<>();
        Set<String> deleted = new HashSet<>();
        change(random, leaves.keySet(), written, deleted);

        // When
        ObjectId tree = trees.build(base, Change.of(written, deleted));

        // Then
        deleted.forEach(path -> leaves.remove(Trees.bytes(path)));
        for (Map.Entry<String, String> file : written.entrySet()) {
            leaves.merge(
                    Trees.bytes(file.getKey()),
                    trees.file(file.getValue()),
                    (old, now) -> new Leaf(old.mode() == FileMode.EXECUTABLE_FILE ? old.mode() : now.mode(), now.id()));
        }
        assertThat(tree).as("seed %d", seed).isEqualTo(trees.of(leaves));
        trees.leaves(tree);
    }

    private static void change(
            SplittableRandom random, Set<String> before, Map<String, String> written, Set<String> deleted) {
        Set<String> after = new HashSet<>(before);
        for (String path : before) {
            if (isUtf8(path) && random.nextInt(3) == 0) {
                deleted.add(text(path));
                after.remove(path);
            }
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            String path = path(random);
            boolean isNew = !before.contains(path) && fits(path, after);
            boolean isKept = after.contains(path);
            if (isUtf8(path) && (isNew || isKept)) {
                written.put(text(path), "new " + random.nextInt(5));
                after.add(path);
            }
        }
    }

    private static String path(SplittableRandom random) {
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            names.add(NAMES.get(random.nextInt(NAMES.size())));
        }
        return String.join("/", names);
    }

    /** Whether no file would have to be a folder as well. */
    private static boolean fits(String path, Set<String> others) {
        return others.stream()
                .noneMatch(other -> other.equals(path) || other.startsWith(path + "/") || path.startsWith(other + "/"));
    }

    private static Leaf leaf(Trees trees, SplittableRandom random) throws IOException {
        return switch (random.nextInt(6)) {
            case 0 -> new Leaf(FileMode.GITLINK, ObjectId.fromString("12345678".repeat(5)));
            case 1 -> trees.entry(FileMode.SYMLINK, "target " + random.nextInt(5));
            case 2 -> trees.entry(FileMode.EXECUTABLE_FILE, "script " + random.nextInt(5));
            default -> trees.file("old " + random.nextInt(5));
        };
    }

    private static boolean isUtf8(String path) {
        return Trees.bytes(text(path)).equals(path);
    }

    private static String text(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
