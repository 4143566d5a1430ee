package dev.sluice.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The configured clusters that Sluice queries.
 *
 * @param links each cluster once
 * @param pace how deployment is followed
 */
public record ClusterConnections(List<ClusterConnection> links, Pace pace) {

    /** No links: no API is called. */
    public static final ClusterConnections NONE = new ClusterConnections(
            List.of(), new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60)));

    public ClusterConnections {
        links = List.copyOf(links);
    }

    /**
     * How often it is looked, and for how long waited.
     *
     * @param interval between two looks at a cluster where all is settled
     * @param patience how long something may be pending before it counts as failed
     * @param settle how long an EgressFirewall must show no failure after its rules changed; shorter than patience
     */
    public record Pace(Duration interval, Duration patience, Duration settle) {}

    /** The clusters whose deployment is followed: they have an Application. */
    public Stream<ClusterConnection> followed() {
        return links.stream().filter(link -> link.argocd().isPresent());
    }

    /** What is known of a cluster; empty where nothing is asked of it. */
    public Optional<ClusterConnection> of(String cluster) {
        return links.stream().filter(link -> link.cluster().equals(cluster)).findFirst();
    }
}
