package dev.sluice.cluster.callers;

import dev.sluice.config.Durations;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether the cluster says who may call. */
@ConfigMapping(prefix = "sluice.api.kubernetes")
public interface CallersConfig {

    /**
     * Whether bearer tokens of the cluster count beside the static one: the API says whose a token is (TokenReview) and
     * whether they may do this (SubjectAccessReview). The verbs are get and create, on the cluster-scoped resources runs,
     * impact, clusters and acceptances of the API group sluice.dev.
     */
    @WithDefault("false")
    boolean enabled();

    /** How long an answer is remembered. */
    @WithConverter(MemoryTime.class)
    @WithDefault("10s")
    Duration remembered();

    /** Reads a duration of at most a minute. */
    final class MemoryTime extends Durations.Between {

        private static final long serialVersionUID = 1;

        public MemoryTime() {
            super(Duration.ofSeconds(1), Duration.ofMinutes(1), "1s to 1m");
        }
    }
}
