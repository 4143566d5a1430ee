package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.MESSAGE;
import static dev.sluice.gitops.Publishing.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FormatError;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.patch.PatchApplier;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever applies a printed diff gets what would be published; {@code -Ddiffs.seed=N} makes N the first seed. */
class PrintedDiffTest {

    private static final long FIRST_SEED = Long.getLong("diffs.seed", System.currentTimeMillis());
    private static final int CASES = 100;

    @TempDir
    Path folder;

    @Test
    void makesTheTreeThatIsPublished() throws IOException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            try (Repository repository = new InMemoryRepository(new DfsRepositoryDescription("fleet"));
                    Trees trees = new Trees(repository)) {
                // Given
                SplittableRandom random = new SplittableRandom(seed);
                Map<String, String> before = randomFiles(random);
                Change change = randomChange(random, before);
                ObjectId tree = tree(trees, before);
                Snapshot snapshot = Snapshot.of(repository, commit(repository, tree));

                // When
                byte[] diff = print(snapshot, change);

                // Then
                String printed = new String(diff, StandardCharsets.UTF_8);
                assertThat(apply(repository, tree, diff))
                        .as("seed %d:%n%s", seed, printed)
                        .isEqualTo(trees.build(tree, change));
            }
        }
    }

    @Test
    void keepsBytesThatAreNotUtf8() throws IOException {
        try (Repository repository = new InMemoryRepository(new DfsRepositoryDescription("fleet"));
                Trees trees = new Trees(repository)) {
            // Given
            ObjectId latin1 = trees.blob(new byte[] {'a', '\n', (byte) 0xff, '\n'});
            ObjectId tree = trees.of(Map.of("a", new Trees.Leaf(FileMode.REGULAR_FILE, latin1)));
            Snapshot snapshot = Snapshot.of(repository, commit(repository, tree));
            Change change = Change.of(Map.of("a", "a\nü\n"), Set.of());

            // When
            byte[] diff = print(snapshot, change);

            // Then
            assertThat(apply(repository, tree, diff)).isEqualTo(trees.build(tree, change));
        }
    }

    /** The git program must be installed here. */
    @Test
    void isTakenByGit() throws Exception {
        // Given
        BareRepository bare = BareRepository.create(folder.resolve("fleet.git"));
        Map<String, String> before = Map.of("a b", "1\n2\n", "gone", "", "ü", "no newline", "run", "1\n", "x", "x\n");
        bare.write("main", before);
        Change change = Change.of(
                Map.of("a b", "1\n3", "empty", "", "ü", "newline\n", "new/\"quoted\"", "q\n", "run", "2\n"),
                Set.of("gone", "x"));
        Path files = Files.createDirectory(folder.resolve("files"));
        for (Map.Entry<String, String> file : before.entrySet()) {
            Files.writeString(files.resolve(file.getKey()), file.getValue());
        }
        try (Repository repository = bare.open()) {
            Files.write(folder.resolve("diff"), print(Snapshot.of(repository, bare.tip("main")), change));
        }

        // When
        Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", "../diff")
                .directory(files.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(git.waitFor()).as(said).isZero();
        publish(bare.origin(), new Draft(change, MESSAGE));
        for (Map.Entry<String, String> file : bare.files("main").entrySet()) {
            assertThat(files.resolve(file.getKey())).hasContent(file.getValue());
        }
        assertThat(files.resolve("gone")).doesNotExist();
        assertThat(files.resolve("x")).doesNotExist();
    }

    private static byte[] print(Snapshot snapshot, Change change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PrintingPublisher(new PrintStream(out, true, StandardCharsets.UTF_8))
                .publish(snapshot, new Draft(change, MESSAGE));
        return out.toByteArray();
    }

    private static ObjectId apply(Repository repository, ObjectId tree, byte[] diff) throws IOException {
        Patch patch = new Patch();
        patch.parse(new ByteArrayInputStream(diff));
        // JGit warns of what follows the diff.
        assertThat(patch.getErrors()).noneMatch(error -> error.getSeverity() == FormatError.Severity.ERROR);
        try (RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            PatchApplier applier = new PatchApplier(repository, walk.parseTree(tree), inserter);
            PatchApplier.Result result = applier.applyPatch(patch);
            assertThat(result.getErrors()).isEmpty();
            return result.getTreeId();
        }
    }

    private static ObjectId tree(Trees trees, Map<String, String> files) throws IOException {
        Map<String, Trees.Leaf> leaves = new TreeMap<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            leaves.put(Trees.bytes(file.getKey()), trees.file(file.getValue()));
        }
        return trees.of(leaves);
    }

    private static ObjectId commit(Repository repository, ObjectId tree) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setAuthor(new PersonIdent("Somebody", "somebody@example.com"));
            commit.setCommitter(commit.getAuthor());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static Map<String, String> randomFiles(SplittableRandom random) {
        Map<String, String> files = new TreeMap<>(Map.of("rest", "stays\n"));
        for (String path : List.of("a", "b/a", "b/b b", "b/ü", "c/d/e", "f")) {
            if (random.nextInt(3) > 0) {
                files.put(path, randomText(random));
            }
        }
        return files;
    }

    private static Change randomChange(SplittableRandom random, Map<String, String> before) {
        Map<String, String> written = new HashMap<>(Map.of("always", "something\n"));
        Set<String> deleted = new HashSet<>();
        for (String path : List.of("a", "b/a", "b/b b", "b/ü", "c/d/e", "f", "g/h")) {
            String text = randomText(random);
            int what = random.nextInt(4);
            if (what == 0 && before.containsKey(path)) {
                deleted.add(path);
            } else if (what > 1 && !text.equals(before.get(path))) {
                written.put(path, text);
            }
        }
        return Change.of(written, deleted);
    }

    /** Some lines out of few, so that texts share stretches; the last may lack its newline, or all may be missing. */
    private static String randomText(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(12); lines > 0; lines--) {
            text.append("line ").append(random.nextInt(4)).append('\n');
        }
        boolean isCut = !text.isEmpty() && random.nextInt(3) == 0;
        return isCut ? text.substring(0, text.length() - 1) : text.toString();
    }
}
