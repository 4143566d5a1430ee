package dev.sluice.feed;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/**
 * A feed could not be had or cannot be trusted; the message names the feed and the value that is wrong, on one line
 * whatever the feed holds.
 */
public class FeedException extends ExplainedException {

    private static final long serialVersionUID = 1;

    private static final int NONE = 0;

    private final int status;

    public FeedException(String feed, String message) {
        this(feed, message, NONE);
    }

    /** @param status what a server answered */
    FeedException(String feed, String message, int status) {
        super("feed " + feed, "feed " + feed + " refused: " + OutsideText.line(message));
        this.status = status;
    }

    /** Whether a server answered that the request is at fault: what was sent with it may be why. */
    boolean isOfRequest() {
        return status >= 400 && status < 500;
    }

    public FeedException(String feed, String message, Throwable cause) {
        super("feed " + feed, "feed " + feed + " refused: " + OutsideText.line(message), cause);
        this.status = NONE;
    }
}
