package dev.sluice.feed;

import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;

/**
 * A feed could not be had or cannot be trusted; the message names the feed and the value that is wrong, on one line
 * whatever the feed holds.
 */
public class FeedException extends ExplainedException {

    private static final long serialVersionUID = 1;

    public FeedException(String feed, String message) {
        super("feed " + feed, "feed " + feed + " refused: " + OutsideText.line(message));
    }

    public FeedException(String feed, String message, Throwable cause) {
        super("feed " + feed, "feed " + feed + " refused: " + OutsideText.line(message), cause);
    }
}
