package dev.sluice.plan.settings;

import dev.sluice.config.PlainText;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Prefix;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What is blocked. */
@ConfigMapping(prefix = "sluice.block")
public interface BlockConfig {

    /** Names of the feeds whose addresses are denied. */
    @WithDefault("goog")
    Optional<List<@WithConverter(PlainText.class) String>> include();

    /** Names of the feeds whose addresses are left alone. */
    @WithDefault("cloud")
    Optional<List<@WithConverter(PlainText.class) String>> exclude();

    /**
     * exact: the set difference of addresses in the fewest prefixes. compact: the same addresses in the fewest rules, which
     * mix Allow and Deny. prefix-filter: whole included prefixes that lie in no single excluded one, which denies far more.
     */
    @WithDefault("exact")
    Strategy strategy();

    /** What is denied of: IPv4, IPv6 or both. */
    @WithDefault("ipv4")
    Optional<List<FamilyChoice>> families();

    /** CIDRs that are never denied. */
    Optional<List<Prefix>> exempt();

    /** A family of addresses, or both. */
    enum FamilyChoice {
        IPV4,
        IPV6,
        BOTH
    }
}
