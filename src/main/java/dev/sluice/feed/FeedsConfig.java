package dev.sluice.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** The feeds that can be named in {@code sluice.block}; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.feeds")
public interface FeedsConfig {

    /** By name: lower-case letters, digits and dashes. goog and cloud are there by default. */
    @WithParentName
    Map<String, FeedConfig> feeds();

    /** One feed. */
    interface FeedConfig {

        /** Where it is published: http, https or file; default for goog and cloud Google's own addresses. */
        Optional<String> url();

        /** google (its JSON) or lines (one CIDR a line); default google. */
        Optional<String> format();
    }
}
