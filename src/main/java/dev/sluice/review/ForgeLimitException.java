package dev.sluice.review;

/** A forge asks to wait for longer than a run may; the next run goes on from here. */
public class ForgeLimitException extends ForgeException {

    private static final long serialVersionUID = 1;

    public ForgeLimitException(String message) {
        super(message);
    }
}
