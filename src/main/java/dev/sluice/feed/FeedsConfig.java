package dev.sluice.feed;

import dev.sluice.config.AddressConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The feeds that can be named in {@code sluice.block}. */
@ConfigMapping(prefix = "sluice.feeds")
public interface FeedsConfig {

    /** By name: lower-case letters, digits and dashes. goog and cloud are there by default. */
    @WithParentName
    Map<String, FeedConfig> feeds();

    /** One feed. */
    interface FeedConfig {

        /** Where it is published: http, https or file; for goog and cloud Google's own addresses if absent, else required. */
        @WithConverter(FeedAddress.class)
        Optional<URI> url();

        /** google (its JSON) or lines (one CIDR a line). */
        @WithDefault("google")
        Format format();

        /**
         * Whether its addresses are denied even where they are not public: private, link-local, multicast and the like. Without
         * it they are left out, and a feed that is more than 1 % such is refused. The cluster's own networks are allowed either
         * way.
         */
        @WithDefault("false")
        boolean allowSpecial();
    }

    /** Reads the address of a feed. */
    final class FeedAddress extends AddressConverter {

        private static final long serialVersionUID = 1;

        public FeedAddress() {
            super(FeedSettings::address);
        }
    }
}
