package dev.sluice.feed;

/** A feed could not be had or cannot be trusted; the message names the feed and the value that is wrong. */
public class FeedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public FeedException(String feed, String message) {
        super("feed " + feed + " refused: " + message);
    }

    public FeedException(String feed, String message, Throwable cause) {
        super("feed " + feed + " refused: " + message, cause);
    }
}
