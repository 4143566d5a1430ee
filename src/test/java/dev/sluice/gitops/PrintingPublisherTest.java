package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintingPublisherTest {

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
    void printsTheModeOfWhatIsDeleted() throws IOException {
        bare.put("main", "run.sh", FileMode.EXECUTABLE_FILE, "run\n");
        bare.write("main", Map.of("a", "a"));
        assertThat(print(Change.of(Map.of(), Set.of("run.sh")))).contains("deleted file mode 100755\n");
    }

    @Test
    void printsUtf8WhateverTheTerminalTakes() throws IOException {
        bare.write("main", Map.of("a", "a\n"));
        String printed = print(Change.of(Map.of("a", "ü\n"), Set.of()), StandardCharsets.US_ASCII);
        assertThat(printed).contains("+ü\n");
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
            Publication publication =
                    new PrintingPublisher(new PrintStream(OutputStream.nullOutputStream())).publish(snapshot, draft);

            // Then
            assertThat(publication).isEqualTo(new Publication.Printed());
        }
        assertThat(bare.tip("main")).isEqualTo(before);
        assertThat(bare.storedFiles()).isEqualTo(storedBefore);
    }

    @Test
    void cutsItsTextAtALineAndSaysSo() throws IOException {
        // Given
        bare.write("main", Map.of("other.txt", "x\n"));
        String many = "a line of twenty byt\n".repeat(100);
        Change change = Change.of(
                Map.of("a/.hidden/z.txt", "z\n", "a/b.txt", many, "a/c.txt", many, "a/d.txt", many), Set.of());

        // When
        String whole = text(change, 1_000_000);
        String cut = text(change, 3_000);

        // Then
        assertThat(whole.indexOf("/z.txt")).isGreaterThan(whole.indexOf("/d.txt"));
        assertThat(whole).doesNotContain("left out");
        assertThat(cut.length()).isLessThanOrEqualTo(3_000);
        assertThat(cut)
                .matches("(?s).*\\+a line of twenty byt\n\\(left out here: \\d+ more lines, and 2 more files\\)\n");
        assertThat(whole).startsWith(cut.substring(0, cut.lastIndexOf("(left out")));
    }

    private String text(Change change, int longest) throws IOException {
        try (Repository repository = bare.open()) {
            return PrintingPublisher.text(Snapshot.of(repository, bare.tip("main")), change, longest);
        }
    }

    private String print(Change change) throws IOException {
        return print(change, StandardCharsets.UTF_8);
    }

    private String print(Change change, Charset terminal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Repository repository = bare.open();
                PrintStream stream = new PrintStream(out, false, terminal)) {
            Snapshot snapshot = Snapshot.of(repository, bare.tip("main"));
            new PrintingPublisher(stream).publish(snapshot, new Draft(change, MESSAGE));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
