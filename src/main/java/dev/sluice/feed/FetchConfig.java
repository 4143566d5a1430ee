package dev.sluice.feed;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How feeds are fetched; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.fetch")
public interface FetchConfig {

    /** How long connecting may take, as a duration such as {@code 5s}; default 5s. */
    Optional<String> connectTimeout();

    /** Until a whole document is here, as a duration such as {@code 20s}; default 20s. */
    Optional<String> timeout();

    /** The largest document that is read, in bytes; default 16777216. */
    Optional<String> maxBytes();

    /**
     * The {@code quarkus.tls.<name>} configuration whose trust store decides whom HTTPS trusts; default the unnamed one if
     * it has a trust store, else the JVM's authorities.
     */
    Optional<String> tlsConfigurationName();
}
