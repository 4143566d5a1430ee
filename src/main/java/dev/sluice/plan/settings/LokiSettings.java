package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.plan.settings.LokiConfig.AdminGroupConfig;
import dev.sluice.plan.settings.LokiConfig.ExternalSecretConfig;
import dev.sluice.render.FlowCollector;
import dev.sluice.render.LokiStack;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code loki} and {@code flow-collector}. */
final class LokiSettings {

    /** What {@code replicas: N} means: the ruler stays off and a second compactor would only idle. */
    private static final List<String> SCALED =
            List.of("distributor", "gateway", "indexGateway", "ingester", "querier", "queryFrontend");

    private static final List<String> S3_KEYS =
            List.of("bucketnames", "endpoint", "access_key_id", "access_key_secret");

    private static final List<String> PRIVILEGED_FEATURES = List.of("PacketDrop", "NetworkEvents", "UDNMapping");

    private final Clock clock;
    private final Problems problems;

    LokiSettings(Clock clock, Problems problems) {
        this.clock = clock;
        this.problems = problems;
    }

    LokiStack lokiStack(String key, LokiConfig raw) {
        Optional<Integer> factor = raw.replicationFactor();
        Map<String, Integer> replicas = replicas(key + ".replicas", raw);
        if (factor.isPresent() && replicas.getOrDefault("ingester", factor.get()) < factor.get()) {
            problems.warn(
                    key + ".replicas",
                    replicas.get("ingester") + " ingesters cannot keep " + factor.get() + " copies: writes will fail");
        }
        if (!raw.schemaDate().isBefore(LocalDate.now(clock))) {
            problems.error(key + ".schema-date", "'" + raw.schemaDate() + "' is not a past date such as 2022-06-01");
        }
        return new LokiStack(
                raw.name(),
                raw.namespace(),
                raw.size(),
                raw.storageClass(),
                new LokiStack.StorageSecret(
                        raw.secret(), raw.secretType(), raw.externalSecret().map(LokiSettings::external)),
                factor,
                raw.schemaDate(),
                replicas,
                raw.adminGroup().map(group -> adminGroup(key + ".admin-group", group)));
    }

    FlowCollector flowCollector(String key, FlowCollectorConfig raw) {
        List<String> features = raw.features().orElse(List.of());
        features.stream()
                .filter(feature -> PRIVILEGED_FEATURES.contains(feature) && !raw.privileged())
                .forEach(feature -> problems.error(key + ".features", "'" + feature + "' needs privileged: true"));
        return new FlowCollector(
                raw.namespace(), raw.sampling(), features, raw.privileged(), raw.label(), raw.deploymentModel());
    }

    private static LokiStack.External external(ExternalSecretConfig raw) {
        Map<String, String> properties = new TreeMap<>();
        raw.properties().forEach((secretKey, property) -> properties.put(secretKey, property.orElse(secretKey)));
        if (properties.isEmpty()) {
            S3_KEYS.forEach(name -> properties.put(name, name));
        }
        return new LokiStack.External(raw.store(), raw.storeKind(), raw.key(), properties, raw.refreshInterval());
    }

    private LokiStack.AdminGroup adminGroup(String key, AdminGroupConfig raw) {
        if (raw.users().isEmpty()) {
            problems.error(key + ".users", "is missing: with a group without members no user sees the flows");
        }
        if (raw.clusterRole().isEmpty()) {
            problems.error(
                    key + ".cluster-role",
                    "is missing: name the role that its members get; cluster-admin lets them do everything");
        }
        return new LokiStack.AdminGroup(
                raw.name(), raw.users().orElse(List.of()), raw.clusterRole().orElse("missing"));
    }

    private Map<String, Integer> replicas(String key, LokiConfig raw) {
        Map<String, Integer> replicas = new TreeMap<>();
        raw.allReplicas().ifPresent(number -> SCALED.forEach(component -> replicas.put(component, number)));
        raw.replicas().forEach((component, number) -> {
            problems.name(key, component, Problems.oneOf(LokiStack.COMPONENTS));
            replicas.put(component, number);
        });
        return replicas;
    }
}
