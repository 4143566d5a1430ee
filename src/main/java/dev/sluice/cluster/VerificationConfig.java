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

    /** How long something may be pending before it counts as failed, from 1s to 1h; default 30m. */
    Optional<String> patience();
}
