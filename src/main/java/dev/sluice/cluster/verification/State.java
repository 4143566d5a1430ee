package dev.sluice.cluster.verification;

import java.util.Locale;

/** How far a cluster, or an object of it, is with what was committed; what asks more of people comes later. */
public enum State {
    /** It is there and does what it should. */
    VERIFIED,
    /** It is under way, or could not be seen. */
    PENDING,
    /** It was refused, or took longer than patience lasts. */
    FAILED,
    /** It was there and has been changed since: what holds now is unknown. */
    DRIFTED;

    /** In lower case, for reports and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
