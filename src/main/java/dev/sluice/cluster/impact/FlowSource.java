package dev.sluice.cluster.impact;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What keeps one cluster's flows, or counts them.
 *
 * @param cluster the cluster's name
 * @param gateway http or https, without a path at the end
 * @param token the file that holds the bearer token
 * @param tls the name of a TLS configuration; empty for the default
 * @param clusterName what records call the cluster where one store keeps the flows of several
 */
public record FlowSource(
        FlowStore store, String cluster, URI gateway, Path token, Optional<String> tls, Optional<String> clusterName) {

    /** What kind of store it is. */
    public enum FlowStore {
        /** The gateway of a LokiStack, which keeps each flow. */
        LOKI,
        /** What answers as Prometheus does, which counts by workload and label. */
        PROMETHEUS;

        String title() {
            return switch (this) {
                case LOKI -> "Loki";
                case PROMETHEUS -> "Prometheus";
            };
        }
    }

    /** A Loki that keeps the flows of one cluster alone. */
    public FlowSource(String cluster, URI gateway, Path token, Optional<String> tls) {
        this(FlowStore.LOKI, cluster, gateway, token, tls, Optional.empty());
    }

    /** What errors call it. */
    String title() {
        return store.title();
    }
}
