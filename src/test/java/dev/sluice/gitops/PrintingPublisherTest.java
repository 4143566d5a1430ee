package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FormatError;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.patch.PatchApplier;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Ddiffs.seed=N} makes N the first seed of random changes. */
class PrintingPublisherTest {

    private static final long FIRST_SEED = Long.getLong("diffs.seed", System.currentTimeMillis());
    private static final int CASES = 40;

    @TempDir
    Path folder;

    BareRepository bare;

    @BeforeEach
    void createRepository() throws IOException {
        bare = BareRepository.create(folder.resolve("fleet.git"));
    }

    @Test
    void printsADiffAndTheMessage() throws IOException {
        // Given
        bare.write("main", Map.of("clusters/a.yaml", "1\n2\n3\n", "clusters/b.yaml", "b", "clusters/c.yaml", "c\n"));
        Change change = Change.of(
                Map.of("clusters/a.yaml", "1\n2\n4\n", "clusters/b.yaml", "b\n", "clusters/d.yaml", "d\n"),
                Set.of("clusters/c.yaml"));

        // When
        String printed = print(change);

        // Then
        assertThat(printed).isEqualTo("""
                        diff --git a/clusters/a.yaml b/clusters/a.yaml
                        --- a/clusters/a.yaml
                        +++ b/clusters/a.yaml
                        @@ -1,3 +1,3 @@
                         1
                         2
                        -3
                        +4
                        diff --git a/clusters/b.yaml b/clusters/b.yaml
                        --- a/clusters/b.yaml
                        +++ b/clusters/b.yaml
                        @@ -1 +1 @@
                        -b
                        \\ No newline at end of file
                        +b
                        diff --git a/clusters/d.yaml b/clusters/d.yaml
                        new file mode 100644
                        --- /dev/null
                        +++ b/clusters/d.yaml
                        @@ -0,0 +1 @@
                        +d
                        diff --git a/clusters/c.yaml b/clusters/c.yaml
                        deleted file mode 100644
                        --- a/clusters/c.yaml
                        +++ /dev/null
                        @@ -1 +0,0 @@
                        -c
                        Change the fleet

                        """);
    }

    @Test
    void printsWhatWouldBePublished() throws IOException {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            // Given
            BareRepository random = BareRepository.create(folder.resolve(seed + ".git"));
            Change change = randomChange(random, new SplittableRandom(seed));

            // When
            String printed = print(random, change);

            // Then
            ObjectId applied = apply(random, printed.getBytes(StandardCharsets.UTF_8));
            assertThat(applied).as("seed %d:%n%s", seed, printed).isEqualTo(published(random, change));
        }
    }

    @Test
    void gitTakesTheDiff() throws Exception {
        // Given
        Map<String, String> before = Map.of("a b", "1\n2\n", "gone", "", "ü", "no newline", "run", "1\n", "x", "x\n");
        bare.write("main", before);
        Change change = Change.of(
                Map.of("a b", "1\n3", "empty", "", "ü", "newline\n", "new/\"quoted\"", "q\n", "run", "2\n"),
                Set.of("gone", "x"));
        Path files = Files.createDirectory(folder.resolve("files"));
        for (Map.Entry<String, String> file : before.entrySet()) {
            Files.writeString(files.resolve(file.getKey()), file.getValue());
        }
        Path diff = Files.writeString(folder.resolve("diff"), print(change));

        // When
        Process git = new ProcessBuilder("git", "apply", "--whitespace=nowarn", diff.toString())
                .directory(files.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(git.waitFor()).as(said).isZero();
        Publishing.publish(bare.origin(), new Draft(change, MESSAGE));
        for (Map.Entry<String, String> file : bare.files("main").entrySet()) {
            assertThat(files.resolve(file.getKey())).hasContent(file.getValue());
        }
        assertThat(files.resolve("gone")).doesNotExist();
        assertThat(files.resolve("x")).doesNotExist();
    }

    @Test
    void printsTheModeOfWhatIsDeleted() throws IOException {
        bare.put("main", "run.sh", FileMode.EXECUTABLE_FILE, "run\n");
        bare.write("main", Map.of("a", "a"));
        assertThat(print(Change.of(Map.of(), Set.of("run.sh")))).contains("deleted file mode 100755\n");
    }

    @Test
    void printsUtf8WhateverTheTerminalTakes() throws IOException {
        // Given
        bare.write("main", Map.of("a", "a\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Repository repository = bare.open();
                PrintStream terminal = new PrintStream(out, false, StandardCharsets.US_ASCII)) {
            // When
            Snapshot snapshot = Snapshot.of(repository, bare.tip("main"));
            new PrintingPublisher(terminal).publish(snapshot, Publishing.writing("a", "ü\n"));
        }

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("+ü\n");
    }

    @Test
    void printsTheBytesOfAFileThatIsNotUtf8() throws IOException {
        // Given
        bare.write("main", Map.of("a", "a\n"));
        try (Repository repository = bare.open();
                Trees trees = new Trees(repository)) {
            bare.put("main", "a", FileMode.REGULAR_FILE, trees.blob(new byte[] {(byte) 0xff, '\n'}));
        }
        Change change = Change.of(Map.of("a", "ü\n"), Set.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        print(bare, change, out);

        // Then
        ObjectId applied = apply(bare, out.toByteArray());
        assertThat(applied).isEqualTo(published(bare, change));
    }

    @Test
    void writesNothing() throws IOException {
        // Given
        ObjectId before = bare.write("main", Map.of("a", "a"));
        long storedBefore = bare.storedFiles();
        try (Remote remote = Remote.open(bare.origin(), CONNECTIONS)) {
            Snapshot snapshot = remote.fetch();
            Draft draft = Publishing.writing("a", "b");

            // When
            Publication publication = new PrintingPublisher(nowhere()).publish(snapshot, draft);

            // Then
            assertThat(publication).isEqualTo(new Publication.Printed());
        }
        assertThat(bare.tip("main")).isEqualTo(before);
        assertThat(bare.storedFiles()).isEqualTo(storedBefore);
    }

    private String print(Change change) throws IOException {
        return print(bare, change);
    }

    private static String print(BareRepository bare, Change change) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        print(bare, change, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void print(BareRepository bare, Change change, OutputStream out) throws IOException {
        try (Repository repository = bare.open();
                PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            Snapshot snapshot = Snapshot.of(repository, bare.tip("main"));
            new PrintingPublisher(stream).publish(snapshot, new Draft(change, MESSAGE));
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    }

    /** The tree that would be committed. */
    private static ObjectId published(BareRepository bare, Change change) throws IOException {
        try (Repository repository = bare.open();
                Trees trees = new Trees(repository)) {
            return trees.build(bare.log("main").getFirst().getTree(), change);
        }
    }

    private static ObjectId apply(BareRepository bare, byte[] diff) throws IOException {
        try (Repository repository = bare.open();
                RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            PatchApplier applier = new PatchApplier(
                    repository,
                    walk.parseTree(walk.parseCommit(bare.tip("main")).getTree()),
                    inserter);
            Patch patch = new Patch();
            patch.parse(new ByteArrayInputStream(diff));
            // JGit warns of what follows the diff.
            assertThat(patch.getErrors()).noneMatch(error -> error.getSeverity() == FormatError.Severity.ERROR);
            PatchApplier.Result result = applier.applyPatch(patch);
            assertThat(result.getErrors()).isEmpty();
            return result.getTreeId();
        }
    }

    private static Change randomChange(BareRepository bare, SplittableRandom random) throws IOException {
        Map<String, String> before = new TreeMap<>();
        Map<String, String> written = new HashMap<>();
        Set<String> deleted = new HashSet<>();
        for (String path : List.of("a", "b/a", "b/b b", "b/ü", "c/d/e", "f")) {
            boolean isOld = random.nextInt(3) > 0;
            if (isOld) {
                before.put(path, text(random));
            }
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> {
                    if (isOld) {
                        deleted.add(path);
                    }
                }
                default -> {
                    String text = text(random);
                    if (!text.equals(before.get(path))) {
                        written.put(path, text);
                    }
                }
            }
        }
        before.put("rest", "stays\n");
        written.put("always", "so that there is a change\n");
        bare.write("main", before);
        return Change.of(written, deleted);
    }

    /** Some lines out of few, so that texts share stretches; the last may lack its newline, or all may be missing. */
    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(12); lines > 0; lines--) {
            text.append("line ").append(random.nextInt(4)).append('\n');
        }
        boolean isCut = !text.isEmpty() && random.nextInt(3) == 0;
        return isCut ? text.substring(0, text.length() - 1) : text.toString();
    }
}
