package dev.sluice.sync.http;

/** What a caller may do. */
final class Roles {

    /** Ask for a run. */
    static final String RUN = "run";

    /** See what workloads do. */
    static final String SEE = "see";

    private Roles() {}
}
