package dev.sluice.cluster;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/** A Kubernetes API cannot be asked; the message names the cause and what to do, never a secret. */
public class ApiException extends ExplainedException {

    private static final long serialVersionUID = 1;

    private static final String SUBJECT = "Kubernetes API";

    private static final int LONGEST = 1_000;

    public ApiException(String message) {
        super(SUBJECT, OutsideText.line(message, LONGEST));
    }

    public ApiException(String message, Throwable cause) {
        super(SUBJECT, OutsideText.line(message, LONGEST), cause);
    }
}
