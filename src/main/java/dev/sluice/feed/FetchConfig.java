package dev.sluice.feed;

import dev.sluice.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How feeds are fetched. */
@ConfigMapping(prefix = "sluice.fetch")
public interface FetchConfig {

    /** How long connecting may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Until a whole document is here. */
    @WithDefault("20s")
    Duration timeout();

    /**
     * The largest document that is read, in bytes; without it 4194304, or less where the heap is smaller than 80 MiB. One that
     * needs a larger heap than the process has is refused: a run takes up to 20 bytes of it for each.
     */
    @WithConverter(Bytes.class)
    Optional<Integer> maxBytes();

    /**
     * The {@code quarkus.tls.<name>} configuration whose trust store decides whom HTTPS trusts; without it the unnamed
     * one if it has a trust store, else the JVM's authorities.
     */
    Optional<String> tlsConfigurationName();

    /** Reads a size from 1 KiB to 1 GiB. */
    final class Bytes extends WholeNumber {

        private static final long serialVersionUID = 1;

        public Bytes() {
            super(1024, 1024 * 1024 * 1024);
        }
    }
}
