package dev.sluice.cluster.callers;

/** What the cluster says about a caller. */
public sealed interface Review {

    /** The caller may do this. */
    record Allowed(String user) implements Review {}

    /** The cluster knows the caller, who may not do this. */
    record Forbidden(String user) implements Review {}

    /** The cluster does not know the token. */
    record Unknown() implements Review {}

    /**
     * The cluster could not be asked.
     *
     * @param reason without a secret
     */
    record Unreachable(String reason) implements Review {}
}
