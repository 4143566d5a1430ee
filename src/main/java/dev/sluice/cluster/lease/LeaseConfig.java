package dev.sluice.cluster.lease;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * How several instances agree on one that runs; raw values, checked when the service starts. {@code --once} runs in any
 * case: that nothing is lost where two push is the push's own matter.
 */
@ConfigMapping(prefix = "sluice.leader-election")
public interface LeaseConfig {

    /** Whether only the holder of a Lease in the service's own namespace runs; default false: this instance does. */
    Optional<String> enabled();

    /** The Lease's name; default sluice. */
    Optional<String> lease();

    /**
     * How long others wait before they take over from a leader that went silent, as a duration; default 15s. They count from
     * when they saw the Lease change, so that clocks may differ.
     */
    Optional<String> duration();

    /** How long the leader tries to renew before it takes itself for none, below the duration; default 10s. */
    Optional<String> renewDeadline();

    /** How long everybody waits between tries, less than two fifths of the renew-deadline; default 2s. */
    Optional<String> retryPeriod();
}
