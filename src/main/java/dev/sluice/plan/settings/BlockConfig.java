package dev.sluice.plan.settings;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What is blocked; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.block")
public interface BlockConfig {

    /** Names of the feeds whose addresses are denied; default goog. */
    Optional<List<String>> include();

    /** Names of the feeds whose addresses are left alone; default cloud. */
    Optional<List<String>> exclude();

    /**
     * exact: the set difference of addresses in the fewest prefixes. compact: the same addresses in the fewest rules, which
     * mix Allow and Deny. prefix-filter: whole included prefixes that lie in no single excluded one, which denies far more.
     * Default exact.
     */
    Optional<String> strategy();

    /** ipv4, ipv6 or both, as a list; default ipv4. */
    Optional<List<String>> families();

    /** CIDRs that are never denied; default none. */
    Optional<List<String>> exempt();
}
