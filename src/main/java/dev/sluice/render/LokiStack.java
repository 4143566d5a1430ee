package dev.sluice.render;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log store for flows.
 *
 * @param size one of the Loki Operator's sizes, for example {@code 1x.demo}
 * @param schemaDate since when schema v13 holds; in the past
 * @param replicas by component of {@code spec.template}; a component that is absent has the operator's number
 * @param adminGroup the group that reads all tenants, replacing the operator's defaults
 */
public record LokiStack(
        String name,
        String namespace,
        String size,
        String storageClass,
        StorageSecret secret,
        Optional<Integer> replicationFactor,
        LocalDate schemaDate,
        Map<String, Integer> replicas,
        Optional<AdminGroup> adminGroup) {

    /** The sizes of Loki Operator 6.4. */
    public static final List<String> SIZES = List.of("1x.demo", "1x.pico", "1x.extra-small", "1x.small", "1x.medium");

    /** The components of {@code spec.template} that take a number of replicas. */
    public static final List<String> COMPONENTS = List.of(
            "compactor", "distributor", "gateway", "indexGateway", "ingester", "querier", "queryFrontend", "ruler");

    /** The kinds of object storage that the Loki Operator knows. */
    public static final List<String> STORAGE_TYPES = List.of("s3", "azure", "gcs", "swift", "alibabacloud");

    public LokiStack {
        replicas = Collections.unmodifiableMap(new TreeMap<>(replicas));
    }

    /**
     * Where the credentials of the object storage come from; their values are never in Git.
     *
     * @param external how an ExternalSecret gets them; empty where the Secret exists already
     */
    public record StorageSecret(String name, String type, Optional<External> external) {}

    /**
     * A place in a secret store that External Secrets Operator reads.
     *
     * @param storeKind SecretStore or ClusterSecretStore
     * @param key the secret's key in the store
     * @param properties by key of the Secret, the property in the store
     * @param refreshInterval in Go's notation, for example {@code 1h}
     */
    public record External(
            String store, String storeKind, String key, Map<String, String> properties, String refreshInterval) {

        public External {
            properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        }
    }

    /** A group of users that reads all flows. */
    public record AdminGroup(String name, List<String> users, String clusterRole) {

        public AdminGroup {
            users = List.copyOf(users);
        }
    }
}
