package dev.sluice.plan.settings;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/**
 * What holds a run; raw values, checked when the service starts.
 *
 * <p>A limit is in percent of what is published; a larger change is held.
 */
@ConfigMapping(prefix = "sluice.guards")
public interface GuardsConfig {

    /**
     * The digest that a held run prints, or a syncToken: what may pass whatever the guards say. Default none.
     */
    Optional<List<String>> accept();

    /** Names of clusters, namespaces or LokiStacks that may go, or cluster/name; default none. */
    Optional<List<String>> acceptRemoval();

    /** Addresses gone from the excluded feeds; default 0.5. */
    Optional<String> excludedAddressesLost();

    /** Entries gone from the excluded feeds; default 3. */
    Optional<String> excludedEntriesLost();

    /** Addresses gone from the included feeds; default 10. */
    Optional<String> includedAddressesLost();

    /** Entries gone from the included feeds; default 10. */
    Optional<String> includedEntriesLost();

    /** Addresses gone from the difference; default 30. */
    Optional<String> differenceLost();

    /** Addresses new in the difference; default 25. */
    Optional<String> differenceGained();

    /** Lines of the exact rules changed; default 25. */
    Optional<String> rulesChanged();

    /** IPv6 addresses gone from the difference; default 30. */
    Optional<String> differenceLostIpv6();

    /** IPv6 addresses new in the difference; default 25. */
    Optional<String> differenceGainedIpv6();
}
