package dev.sluice.cluster;

import dev.sluice.config.Durations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/**
 * How it is followed that clusters do what was committed, where {@code sluice.clusters.<name>.argocd} asks for it.
 */
@ConfigMapping(prefix = "sluice.verification")
public interface VerificationConfig {

    /** The time between two looks at the clusters. What is pending is looked at more often. */
    @WithDefault("5m")
    Duration interval();

    /**
     * How long something may be pending before it counts as failed. It counts from when the
     * thing went wrong, not from the sync.
     */
    @WithDefault("30m")
    Duration patience();

    /**
     * How long an EgressFirewall must show no failure after its rules changed before it is verified, shorter than
     * patience. Without it 60s, or half of a patience that is no longer. A zone that was healthy before writes nothing when it takes new rules, so that
     * its message alone proves nothing about them.
     */
    @WithConverter(Settle.class)
    Optional<Duration> settle();

    /** Reads a duration that may be none. */
    final class Settle extends Durations.Between {

        private static final long serialVersionUID = 1;

        public Settle() {
            super(Duration.ZERO, Duration.ofHours(1), "0s to 1h");
        }
    }
}
