package dev.sluice.feed;

/** A failure that may be gone in a moment: no connection, a time-out, a 5xx or 429 answer. */
public class TransientFeedException extends FeedException {

    private static final long serialVersionUID = 1;

    public TransientFeedException(String feed, String message) {
        super(feed, message);
    }

    /** @param status what a server answered */
    TransientFeedException(String feed, String message, int status) {
        super(feed, message, status);
    }

    public TransientFeedException(String feed, String message, Throwable cause) {
        super(feed, message, cause);
    }
}
