package dev.sluice.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a file that others put there, at once: nothing but a regular file, or a link to one, of a size that its purpose
 * allows. A named pipe would be waited for without end, and a device never ends.
 */
public final class OutsideFile {

    /** In bytes; more than any key, token, list of hosts or kubeconfig takes. */
    public static final int LONGEST = 1 << 20;

    private OutsideFile() {}

    /** It is there and is not what can be read. */
    public static final class UnfitException extends FileSystemException {

        private static final long serialVersionUID = 1;

        private UnfitException(Path file, String reason) {
            super(file.toString(), null, reason);
        }
    }

    /**
     * The text of a file of at most {@link #LONGEST} bytes in UTF-8.
     *
     * @throws UnfitException if it is a folder, a named pipe or the like, or longer
     * @throws IOException if it cannot be read, or is not in UTF-8
     */
    public static String text(Path file) throws IOException {
        return text(file, LONGEST);
    }

    /** @param longest in bytes */
    public static String text(Path file, int longest) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file, longest)))
                .toString();
    }

    /** @param longest in bytes */
    public static byte[] bytes(Path file, int longest) throws IOException {
        requireRegular(file);
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new UnfitException(file, "it has more than " + longest + " bytes");
            }
            return bytes;
        }
    }

    /**
     * Sees that a file can be opened without waiting for anything, for those who open it by themselves.
     *
     * @throws NoSuchFileException if it is not there
     * @throws UnfitException if it is there and no regular file
     */
    public static void requireRegular(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            return;
        }
        if (Files.exists(file)) {
            throw new UnfitException(
                    file,
                    "it is " + (Files.isDirectory(file) ? "a folder" : "a pipe, socket or device") + ", not a file");
        }
        throw new NoSuchFileException(file.toString());
    }

    /** Why a file could not be read, to follow what names it: empty where it is just not there, or not readable. */
    public static String why(IOException failure) {
        return failure instanceof UnfitException unfit ? ": " + unfit.getReason() : "";
    }
}
