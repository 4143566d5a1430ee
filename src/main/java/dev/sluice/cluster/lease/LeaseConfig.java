package dev.sluice.cluster.lease;

import dev.sluice.config.KubernetesNames;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How several instances agree on one that runs. {@code --once} runs in any
 * case: that nothing is lost where two push is the push's own matter.
 */
@ConfigMapping(prefix = "sluice.leader-election")
public interface LeaseConfig {

    /** Whether only the holder of a Lease in the service's own namespace runs; if not, this instance does. */
    @WithDefault("false")
    boolean enabled();

    /** The Lease's name. */
    @WithConverter(KubernetesNames.Name.class)
    @WithDefault("sluice")
    String lease();

    /**
     * How long others wait before they take over from a leader that went silent. They count from
     * when they saw the Lease change, so that clocks may differ.
     */
    @WithDefault("15s")
    Duration duration();

    /** How long the leader tries to renew before it takes itself for none, below the duration. */
    @WithDefault("10s")
    Duration renewDeadline();

    /** How long everybody waits between tries, less than two fifths of the renew-deadline. */
    @WithDefault("2s")
    Duration retryPeriod();
}
