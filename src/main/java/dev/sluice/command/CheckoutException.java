package dev.sluice.command;

import dev.sluice.text.ExplainedException;

/** A checkout, or what is published, cannot be read. */
public final class CheckoutException extends ExplainedException {

    private static final long serialVersionUID = 1;

    CheckoutException(String explanation) {
        super("checkout", explanation);
    }

    CheckoutException(String explanation, Throwable cause) {
        super("checkout", explanation, cause);
    }
}
