package dev.sluice.cluster;

import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with a token that something else renews. While it cannot be read, the token that was read last is the one, as with
 * kubectl. Thread-safe; its text never says the token.
 */
final class TokenFile {

    private final Path path;
    private volatile String latest;

    /** @param spare the token where the file has none yet */
    TokenFile(Path path, Optional<String> spare) {
        this.path = path;
        this.latest = spare.orElse("").strip();
    }

    Path path() {
        return path;
    }

    /** The token to use now; empty before there was any. */
    String latest() {
        try {
            String now = OutsideFile.text(path).strip();
            if (!now.isEmpty()) {
                latest = now;
            }
        } catch (IOException e) {
            // between two tokens; where there was none, the reader of the kubeconfig says so
        }
        return latest;
    }

    @Override
    public String toString() {
        return "token in " + path;
    }
}
