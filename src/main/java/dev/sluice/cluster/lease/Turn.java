package dev.sluice.cluster.lease;

import java.util.Optional;

/** What came of one try for the Lease. */
sealed interface Turn {

    /**
     * This instance holds the Lease, as of this try.
     *
     * @param begins whether it did not until now
     */
    record Leads(boolean begins) implements Turn {}

    /**
     * Another instance holds the Lease, or the Lease was written while this instance tried.
     *
     * @param holder the identity in the Lease; empty where this try does not tell
     */
    record Follows(Optional<String> holder) implements Turn {}

    /**
     * The API did not let this instance read or write the Lease.
     *
     * @param reason in a sentence without a secret
     */
    record Refused(String reason) implements Turn {}
}
