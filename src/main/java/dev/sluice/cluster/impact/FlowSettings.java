package dev.sluice.cluster.impact;

import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where recorded flows are read, and how many of them.
 *
 * @param sources by ascending name of the cluster, of each the one with flows first
 */
public record FlowSettings(List<FlowSource> sources, ReadingLimits limits) {

    private static final Path POD_TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    public FlowSettings {
        sources = List.copyOf(sources);
    }

    /** Reads {@code flows} and {@code flow-metrics} of clusters and {@code sluice.impact}. */
    public static FlowSettings of(
            FlowsConfig raw, ImpactConfig impact, TrustedAuthorities authorities, Problems problems) {
        List<FlowSource> sources = new ArrayList<>();
        new TreeMap<>(raw.clusters()).forEach((name, cluster) -> {
            String key = "sluice.clusters." + name;
            cluster.flows()
                    .ifPresent(loki -> sources.add(new FlowSource(
                            FlowSource.FlowStore.LOKI,
                            name,
                            loki.url(),
                            token(key + ".flows", loki.tokenFile(), problems),
                            tls(key + ".flows", loki.url(), loki.tlsConfigurationName(), authorities, problems),
                            clusterName(key + ".flows", loki.clusterName(), problems))));
            cluster.flowMetrics()
                    .ifPresent(metrics -> sources.add(new FlowSource(
                            FlowSource.FlowStore.PROMETHEUS,
                            name,
                            metrics.url(),
                            token(key + ".flow-metrics", metrics.tokenFile(), problems),
                            tls(
                                    key + ".flow-metrics",
                                    metrics.url(),
                                    metrics.tlsConfigurationName(),
                                    authorities,
                                    problems),
                            clusterName(key + ".flow-metrics", metrics.clusterName(), problems))));
        });
        return new FlowSettings(
                sources, new ReadingLimits(impact.window(), impact.timeout(), impact.pageSize(), impact.maxFlows()));
    }

    private static Optional<String> tls(
            String key, URI url, Optional<String> name, TrustedAuthorities authorities, Problems problems) {
        Optional<String> known = authorities.name(key + ".tls-configuration-name", name, problems);
        if (known.isPresent() && !"https".equalsIgnoreCase(url.getScheme())) {
            problems.warn(key + ".tls-configuration-name", "has no effect: " + key + ".url is not an https address");
        }
        return known;
    }

    private static Path token(String key, Optional<Path> file, Problems problems) {
        if (file.isEmpty() && !Files.isReadable(POD_TOKEN)) {
            problems.error(key + ".token-file", "'" + POD_TOKEN + "' is not a file that can be read");
        }
        return file.orElse(POD_TOKEN);
    }

    /** The FlowCollector takes any text. */
    private static Optional<String> clusterName(String key, Optional<String> name, Problems problems) {
        boolean isLine = name.stream()
                .allMatch(text -> text.length() <= 253 && text.chars().noneMatch(Character::isISOControl));
        if (!isLine) {
            problems.error(key + ".cluster-name", "is not a line of at most 253 characters");
        }
        return name;
    }
}
