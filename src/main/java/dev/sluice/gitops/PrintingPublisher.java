package dev.sluice.gitops;

import dev.sluice.text.SharedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.util.QuotedString;

/** Shows a draft as a unified diff that {@code git apply} takes, and writes nothing. */
public final class PrintingPublisher {

    private static final byte[] NOTHING = {};

    private final PrintStream out;
    private final Predicate<String> shown;

    /** @param out is given UTF-8 whatever its own encoding: a diff is of bytes */
    public PrintingPublisher(PrintStream out) {
        this(out, path -> true);
    }

    /** @param shown tells by path which files are shown; of others only their number is said */
    public PrintingPublisher(PrintStream out, Predicate<String> shown) {
        this.out = out;
        this.shown = shown;
    }

    /** Shows a draft that was made from a snapshot. */
    public Publication publish(Snapshot snapshot, Draft draft) {
        Change change = draft.change();
        change.written().forEach((path, text) -> {
            if (shown.test(path)) {
                write(snapshot, path, text.bytes());
            }
        });
        change.deleted().stream().filter(shown).forEach(path -> delete(snapshot, path));
        long hidden = Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .filter(Predicate.not(shown))
                .count();
        if (hidden > 0) {
            print("(left out here: " + hidden + (hidden == 1 ? " file" : " files") + ")\n");
        }
        print(draft.message().text() + "\n");
        return new Publication.Printed();
    }

    /**
     * The beginning of the same diff as text. Files in hidden folders come last: they say what the others were made from.
     *
     * @param longest in characters; a last line says how much is left out
     */
    public static String text(Snapshot snapshot, Change change, int longest) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PrintingPublisher publisher = new PrintingPublisher(new PrintStream(shown, false, StandardCharsets.UTF_8));
        List<String> paths = Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .sorted(Comparator.comparing((String path) -> path.contains("/."))
                        .thenComparing(path -> path))
                .toList();
        int files = 0;
        while (files < paths.size() && shown.size() <= longest) {
            String path = paths.get(files++);
            SharedText written = change.written().get(path);
            if (written == null) {
                publisher.delete(snapshot, path);
            } else {
                publisher.write(snapshot, path, written.bytes());
            }
        }
        return cut(shown.toString(StandardCharsets.UTF_8), paths.size() - files, longest);
    }

    /** Room is kept for the line that says what is left out. */
    private static String cut(String diff, int files, int longest) {
        if (diff.length() <= longest && files == 0) {
            return diff;
        }
        String shown = diff.substring(0, diff.lastIndexOf('\n', Math.min(diff.length() - 1, longest - 100)) + 1);
        long lines = diff.substring(shown.length()).lines().count();
        return shown + "(left out here: " + lines + " more lines, and " + files + " more files)\n";
    }

    private void write(Snapshot snapshot, String path, byte[] after) {
        boolean isNew = snapshot.mode(path).isEmpty();
        print(header(path) + (isNew ? "new file mode " + FileMode.REGULAR_FILE + "\n" : ""));
        byte[] before = snapshot.bytes(path).orElse(NOTHING);
        printHunks(isNew ? "/dev/null" : name("a", path), before, name("b", path), after);
    }

    private void delete(Snapshot snapshot, String path) {
        FileMode mode = snapshot.mode(path).orElse(FileMode.REGULAR_FILE);
        print(header(path) + "deleted file mode " + mode + "\n");
        printHunks(name("a", path), snapshot.bytes(path).orElse(NOTHING), "/dev/null", NOTHING);
    }

    private static String header(String path) {
        return "diff --git " + name("a", path) + " " + name("b", path) + "\n";
    }

    private static String name(String side, String path) {
        return QuotedString.GIT_PATH_MINIMAL.quote(side + "/" + path);
    }

    private void printHunks(String oldName, byte[] before, String newName, byte[] after) {
        RawText old = new RawText(before);
        RawText now = new RawText(after);
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, now);
        if (edits.isEmpty()) {
            return; // an empty file comes or goes: Git has no hunk for that, and no names above it
        }
        ByteArrayOutputStream hunks = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(hunks)) {
            formatter.format(edits, old, now);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        print("--- " + oldName + "\n+++ " + newName + "\n");
        out.writeBytes(hunks.toByteArray());
    }

    private void print(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
