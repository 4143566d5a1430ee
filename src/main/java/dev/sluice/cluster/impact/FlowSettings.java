package dev.sluice.cluster.impact;

import dev.sluice.cluster.impact.FlowsConfig.Loki;
import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Where recorded flows are read, and how many of them.
 *
 * @param sources by ascending name of the cluster
 */
public record FlowSettings(List<FlowSource> sources, ReadingLimits limits) {

    private static final Path POD_TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    public FlowSettings {
        sources = List.copyOf(sources);
    }

    /** Reads {@code flows} of clusters and {@code sluice.impact}. */
    public static FlowSettings of(
            FlowsConfig raw, ImpactConfig impact, TrustedAuthorities authorities, Problems problems) {
        List<FlowSource> sources = new ArrayList<>();
        new TreeMap<>(raw.clusters()).forEach((name, cluster) -> cluster.flows()
                .ifPresent(loki -> sources.add(source(name, loki, authorities, problems))));
        return new FlowSettings(
                sources, new ReadingLimits(impact.window(), impact.timeout(), impact.pageSize(), impact.maxFlows()));
    }

    private static FlowSource source(String cluster, Loki loki, TrustedAuthorities authorities, Problems problems) {
        String key = "sluice.clusters." + cluster + ".flows";
        if (loki.tokenFile().isEmpty() && !Files.isReadable(POD_TOKEN)) {
            problems.error(key + ".token-file", "'" + POD_TOKEN + "' is not a file that can be read");
        }
        return new FlowSource(
                cluster,
                loki.url(),
                loki.tokenFile().orElse(POD_TOKEN),
                authorities.name(key + ".tls-configuration-name", loki.tlsConfigurationName(), problems));
    }
}
