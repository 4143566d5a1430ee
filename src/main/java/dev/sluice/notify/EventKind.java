package dev.sluice.notify;

import java.util.Locale;

/** What a message is about. */
public enum EventKind {
    /** A run holds a change back: a person must decide. */
    HELD,
    /** A run failed, or a cluster did not become what was committed. */
    FAILED,
    /** A request was opened. */
    PROPOSED,
    /** The followed branch got a commit of Sluice's. */
    COMMITTED,
    /** A cluster differs from what it was given. */
    DRIFTED,
    /** What was held, had failed or drifted is good again. */
    RECOVERED;

    /** In lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
