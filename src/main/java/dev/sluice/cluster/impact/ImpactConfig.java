package dev.sluice.cluster.impact;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How flows are read; raw values, checked when the service starts. Nothing is read without {@code flows} of a cluster. */
@ConfigMapping(prefix = "sluice.impact")
public interface ImpactConfig {

    /** How far back flows are read, as a duration from 1m to 30 days; default 24h. */
    Optional<String> window();

    /** How long reading may delay a run, all clusters together, as a duration; default 30s. What is left is not read. */
    Optional<String> timeout();

    /** How many flows one answer of Loki holds, 100 to 10000; default 5000, which is Loki's own limit. */
    Optional<String> pageSize();

    /** How many flows of a cluster are read at most, 1 to 100000000; default 1000000. The latest come first. */
    Optional<String> maxFlows();
}
