package dev.sluice.gitops.transport;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/** A file that a session over ssh needs cannot be used; the message names it and quotes nothing of it. */
public final class SshFileException extends ExplainedException {

    private static final long serialVersionUID = 1;

    SshFileException(String message) {
        super("Git", OutsideText.line(message));
    }

    SshFileException(String message, Throwable cause) {
        super("Git", OutsideText.line(message), cause);
    }
}
