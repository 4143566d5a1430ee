package dev.sluice.review;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/** A forge did not do what was asked; the message names the cause and what to do, never a secret. */
public class ForgeException extends ExplainedException {

    private static final long serialVersionUID = 1;

    private static final String SUBJECT = "forge";

    private static final int LONGEST = 1_000;

    public ForgeException(String message) {
        super(SUBJECT, OutsideText.line(message, LONGEST));
    }

    public ForgeException(String message, Throwable cause) {
        super(SUBJECT, OutsideText.line(message, LONGEST), cause);
    }
}
