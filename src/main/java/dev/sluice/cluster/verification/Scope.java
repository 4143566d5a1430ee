package dev.sluice.cluster.verification;

import java.util.Locale;

/** What of a cluster's folder an Application deploys. */
enum Scope {
    /** The folder with all that lies below it. */
    WHOLE,
    /** What blocks, and what it needs. */
    FIREWALL,
    /** What records flows and keeps them. */
    OBSERVABILITY;

    /** The part below the cluster's folder; empty for all of it. */
    String part() {
        return this == WHOLE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
