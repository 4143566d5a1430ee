package dev.sluice.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the path of a file with a secret, which can be read now. */
public final class SecretFile extends FileConverter {

    private static final long serialVersionUID = 1;

    public SecretFile() {
        super("file", SecretFile::readable);
    }

    /**
     * @throws IllegalArgumentException that quotes the text only where it names a place in a folder that exists: what
     *     should name a file may be the secret itself
     */
    public static Path readable(String text) {
        try {
            Path path = Path.of(text);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path;
            }
            Path folder = path.getParent();
            if (path.isAbsolute() && folder != null && folder.getNameCount() > 0 && Files.isDirectory(folder)) {
                throw new IllegalArgumentException("'" + text + "' is not a file that can be read");
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("is not the path of a file that can be read; the value is not shown,"
                + " since it may be the secret itself");
    }
}
