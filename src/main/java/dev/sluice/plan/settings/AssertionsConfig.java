package dev.sluice.plan.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/**
 * What must be true of every firewall, or the run stops.
 *
 * <p>142.250.0.0/15 is to be denied and each network of a cluster to be allowed unless something else is said of the very
 * same CIDR.
 */
@ConfigMapping(prefix = "sluice.assertions")
public interface AssertionsConfig {

    /** By address or CIDR, in quotes where it holds dots: {@code "8.8.8.8": allow}. */
    @WithParentName
    Map<String, AssertionConfig> assertions();

    /** One assertion. */
    interface AssertionConfig {

        /** The decision alone, where there is no note. */
        @WithParentName
        Optional<String> decisionAlone();

        /** deny or allow; off takes back the default for 142.250.0.0/15. */
        Optional<String> decision();

        /** Why, for those who read that it failed. */
        Optional<String> note();
    }
}
