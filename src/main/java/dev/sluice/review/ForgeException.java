package dev.sluice.review;

/** A forge did not do what was asked; the message names the cause and what to do, never a secret. */
public class ForgeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ForgeException(String message) {
        super(message);
    }

    public ForgeException(String message, Throwable cause) {
        super(message, cause);
    }
}
