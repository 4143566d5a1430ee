package dev.sluice.cluster;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * How it is followed that clusters do what was committed, where {@code sluice.clusters.<name>.argocd} asks for it; raw
 * values, checked when the service starts.
 */
@ConfigMapping(prefix = "sluice.verification")
public interface VerificationConfig {

    /** The time between two looks at the clusters, from 1s to 1h; default 5m. What is pending is looked at more often. */
    Optional<String> interval();

    /**
     * How long something may be pending before it counts as failed, from 1s to 1h; default 30m. It counts from when the
     * thing went wrong, not from the sync.
     */
    Optional<String> patience();

    /**
     * How long an EgressFirewall must show no failure after its rules changed before it is verified, from 0s to 1h and
     * shorter than patience; default 60s, or half of a patience that is no longer. A zone that was healthy before writes nothing when it takes new rules, so that
     * its message alone proves nothing about them.
     */
    Optional<String> settle();
}
