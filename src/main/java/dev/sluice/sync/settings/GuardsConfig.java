package dev.sluice.sync.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What holds a run; raw values, checked when the service starts. */
@ConfigMapping(prefix = "sluice.guards")
public interface GuardsConfig {

    /**
     * The digest that a held run prints, or a syncToken: what may pass whatever the guards say. Default none.
     */
    Optional<List<String>> accept();

    /** Names of clusters, namespaces or LokiStacks that may go, or cluster/name; default none. */
    Optional<List<String>> acceptRemoval();

    /**
     * The limit of each guard in percent of what is published; a larger change is held. Default:
     * excluded-addresses-lost 0.5, excluded-entries-lost 3, included-addresses-lost 10, included-entries-lost 10,
     * difference-lost 30, difference-gained 25, rules-changed 25, difference-lost-ipv6 30, difference-gained-ipv6 25.
     */
    @WithParentName
    Map<String, Optional<String>> limits();
}
