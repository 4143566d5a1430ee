package dev.sluice.gitops;

import dev.sluice.gitops.store.DiskFault;
import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;
import java.io.IOException;
import java.nio.file.Path;

/** Git or its remote did not do what was asked; the message names the cause and what to do, never a secret. */
public class GitException extends ExplainedException {

    private static final long serialVersionUID = 1;

    private static final String SUBJECT = "Git";

    /** It may name branches and folders. */
    private static final int LONGEST = 2_000;

    public GitException(String message) {
        super(SUBJECT, OutsideText.line(message, LONGEST));
    }

    public GitException(String message, Throwable cause) {
        super(SUBJECT, OutsideText.line(message, LONGEST), cause);
    }

    /** @param what was to be done with the object store, as an infinitive */
    static GitException onDisk(String what, Path store, IOException failure) {
        return new GitException(
                "cannot " + what + " the object store in " + store + " (" + DiskFault.words(failure)
                        + "): see whether its disk is full or cannot be written to",
                failure);
    }

    /** A server understood a push and does not allow it, by its own rules or by a hook; nothing moved. */
    public static final class PushRefusedException extends GitException {

        private static final long serialVersionUID = 1;

        PushRefusedException(String message) {
            super(message);
        }
    }
}
