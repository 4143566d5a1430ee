package dev.sluice.cluster;

import dev.sluice.text.OutsideText;

/** A Kubernetes API cannot be asked; the message names the cause and what to do, never a secret. */
public class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 1_000;

    public ApiException(String message) {
        super(OutsideText.line(message, LONGEST));
    }

    public ApiException(String message, Throwable cause) {
        super(OutsideText.line(message, LONGEST), cause);
    }
}
