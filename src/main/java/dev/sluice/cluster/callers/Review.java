package dev.sluice.cluster.callers;

/** Whether the cluster lets a caller do something. */
public sealed interface Review {

    /** The caller may do this. */
    record Allowed() implements Review {}

    /** The caller may not do this. */
    record Forbidden() implements Review {}

    /**
     * The cluster could not be asked.
     *
     * @param reason without a secret
     */
    record Unreviewed(String reason) implements Review {}
}
