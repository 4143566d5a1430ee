package dev.sluice.review;

import java.net.URI;
import java.util.Set;

/**
 * A request as the forge has it.
 *
 * @param number what it is addressed by inside its repository
 * @param url where people look at it
 * @param title without the mark that makes a draft of it on some forges, such as {@code Draft:}
 * @param body empty where the forge has none
 * @param head the branch's commit as the forge last saw it, 40 hexadecimal digits; empty where it does not say
 */
public record PullRequest(
        long number, URI url, RequestState state, String title, String body, Set<String> labels, String head) {

    /** State of the request. */
    public enum RequestState {
        OPEN,
        MERGED,
        /** Without having been merged. */
        CLOSED
    }

    /** Stops Sluice from touching a request that carries it. */
    static final String HOLD = "hold";

    public PullRequest {
        labels = Set.copyOf(labels);
    }

    public boolean isOpen() {
        return state == RequestState.OPEN;
    }

    /** Whether people let it wait. */
    boolean isHeld() {
        return isOpen() && labels.contains(HOLD);
    }
}
