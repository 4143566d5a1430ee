package dev.sluice.gitops.store;

import dev.sluice.text.OutsideText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ObjectWritingException;

/** Tells trouble with this machine's disk from trouble with a remote, as far as exceptions say it. */
public final class DiskFault {

    /** What systems say where something cannot be written, wherever in a message. */
    private static final List<String> WORDS = List.of(
            "no space left on device",
            "not enough space on the disk",
            "disk quota exceeded",
            "file too large",
            "read-only file system",
            "input/output error");

    /** The same where it is the whole message: a remote may say it in other ones. */
    private static final List<String> SENTENCES =
            List.of("permission denied", "not a directory", "no such file or directory", "operation not permitted");

    private DiskFault() {}

    public static boolean isIn(Throwable failure) {
        return Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .anyMatch(DiskFault::isOne);
    }

    private static boolean isOne(Throwable failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof NoSuchFileException || text.contains("no such file or directory)")) {
            return false; // a damaged store
        }
        return failure instanceof FileSystemException
                || failure instanceof FileNotFoundException
                || failure instanceof ObjectWritingException
                || failure instanceof IOException && WORDS.stream().anyMatch(text::contains)
                || failure.getClass() == IOException.class && SENTENCES.contains(text);
    }

    /** What failed on the disk, in one line. */
    public static String words(Throwable failure) {
        return Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .filter(DiskFault::isOne)
                .reduce((above, below) -> below)
                .map(fault -> OutsideText.line(String.valueOf(fault.getMessage())))
                .orElseGet(() -> OutsideText.line(String.valueOf(failure.getMessage())));
    }
}
