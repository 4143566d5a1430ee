package dev.sluice.gitops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Shows a draft as a unified diff that {@code git apply} takes, and writes nothing. */
public final class PrintingPublisher implements Publisher {

    private final PrintStream out;

    public PrintingPublisher(PrintStream out) {
        this.out = out;
    }

    @Override
    public Publication publish(Snapshot snapshot, Draft draft) {
        draft.change().written().forEach((path, text) -> {
            String before = snapshot.text(path).orElse("");
            boolean isNew = snapshot.text(path).isEmpty();
            print(path, before, text, isNew ? "new file mode 100644\n" : "", isNew, false);
        });
        draft.change()
                .deleted()
                .forEach(path ->
                        print(path, snapshot.text(path).orElse(""), "", "deleted file mode 100644\n", false, true));
        out.println(draft.message().text());
        return new Publication.Printed();
    }

    private void print(String path, String before, String after, String mode, boolean isNew, boolean isGone) {
        out.print("diff --git a/" + path + " b/" + path + "\n" + mode);
        out.print("--- " + (isNew ? "/dev/null" : "a/" + path) + "\n");
        out.print("+++ " + (isGone ? "/dev/null" : "b/" + path) + "\n");
        out.print(hunks(before, after));
    }

    private static String hunks(String before, String after) {
        RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
        RawText now = new RawText(after.getBytes(StandardCharsets.UTF_8));
        DiffAlgorithm algorithm = new HistogramDiff();
        EditList edits = algorithm.diff(RawTextComparator.DEFAULT, old, now);
        ByteArrayOutputStream hunks = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(hunks)) {
            formatter.format(edits, old, now);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return hunks.toString(StandardCharsets.UTF_8);
    }
}
