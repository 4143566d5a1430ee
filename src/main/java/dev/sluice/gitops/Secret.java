package dev.sluice.gitops;

import dev.sluice.text.OutsideFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A value that must not be shown: only {@link #reveal} gives it away, {@code toString} never does. */
public sealed interface Secret {

    /**
     * The value itself.
     *
     * @throws GitException if the file that holds it cannot be read or is empty
     */
    String reveal();

    static Secret of(String value) {
        return new Configured(value);
    }

    /** A secret that is read again at each use, so that a rotated file takes effect. */
    static Secret in(Path file) {
        return new InFile(file);
    }

    /** A secret that is made on demand, and made again when it has expired. */
    static Secret from(Supplier<String> source) {
        return new Made(source);
    }

    /** A value from the configuration. */
    record Configured(String value) implements Secret {
        @Override
        public String reveal() {
            return value;
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** A mounted file; blanks around its content are not part of the value. */
    record InFile(Path file) implements Secret {
        @Override
        public String reveal() {
            try {
                String value = OutsideFile.text(file).strip();
                if (value.isEmpty()) {
                    throw new GitException("the secret file " + file + " is empty");
                }
                return value;
            } catch (IOException e) {
                throw new GitException("cannot read the secret file " + file + OutsideFile.why(e), e);
            }
        }

        @Override
        public String toString() {
            return "*** in " + file;
        }
    }

    /** A value that is asked for at each use. */
    record Made(Supplier<String> source) implements Secret {
        @Override
        public String reveal() {
            return source.get();
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
