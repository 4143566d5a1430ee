package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.FlowCollectorConfig;
import dev.sluice.plan.settings.LokiConfig.AdminGroupConfig;
import dev.sluice.plan.settings.LokiConfig.ExternalSecretConfig;
import dev.sluice.render.FlowCollector;
import dev.sluice.render.LokiStack;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code loki} and {@code flow-collector}. */
final class LokiSettings {

    /** What {@code replicas: N} means: the ruler stays off and a second compactor would only idle. */
    private static final List<String> SCALED =
            List.of("distributor", "gateway", "indexGateway", "ingester", "querier", "queryFrontend");

    private static final List<String> S3_KEYS =
            List.of("bucketnames", "endpoint", "access_key_id", "access_key_secret");

    private static final List<String> FEATURES = List.of(
            "PacketDrop",
            "DNSTracking",
            "FlowRTT",
            "NetworkEvents",
            "PacketTranslation",
            "EbpfManager",
            "UDNMapping",
            "IPSec");

    private static final List<String> PRIVILEGED_FEATURES = List.of("PacketDrop", "NetworkEvents", "UDNMapping");

    // The pattern of the FlowCollector CRD.
    private static final Function<String, String> LABEL = Problems.shapedLike(
            Pattern.compile("[a-zA-Z_:-][a-zA-Z0-9_:-]*"), "a label: letters, digits and _:- without a digit in front");

    private static final Function<String, String> GO_DURATION =
            Problems.shapedLike(Pattern.compile("([0-9]+(ns|us|ms|s|m|h))+"), "a duration such as 1h");

    private final Surroundings surroundings;
    private final Clock clock;
    private final Problems problems;

    LokiSettings(Surroundings surroundings, Clock clock, Problems problems) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.problems = problems;
    }

    LokiStack lokiStack(String key, LokiConfig raw) {
        Optional<Integer> factor = raw.replicationFactor()
                .flatMap(text -> problems.parse(key + ".replication-factor", text, Problems.wholeNumber(1, 9)));
        Map<String, Integer> replicas = replicas(key + ".replicas", raw);
        if (factor.isPresent() && replicas.getOrDefault("ingester", factor.get()) < factor.get()) {
            problems.warn(
                    key + ".replicas",
                    replicas.get("ingester") + " ingesters cannot keep " + factor.get() + " copies: writes will fail");
        }
        return new LokiStack(
                problems.read(key + ".name", raw.name(), "loki", KubernetesNames.NAME),
                problems.read(key + ".namespace", raw.namespace(), "netobserv", KubernetesNames.NAMESPACE),
                problems.require(key + ".size", raw.size(), "1x.demo", Problems.oneOf(LokiStack.SIZES)),
                problems.require(key + ".storage-class", raw.storageClass(), "missing", KubernetesNames.NAME),
                secret(key, raw),
                factor,
                problems.read(key + ".schema-date", raw.schemaDate(), LocalDate.of(2022, 6, 1), this::pastDate),
                replicas,
                raw.adminGroup().map(group -> adminGroup(key + ".admin-group", group)));
    }

    FlowCollector flowCollector(String key, FlowCollectorConfig raw) {
        List<String> features = raw.features().isPresent() || surroundings.isEmpty(key + ".features")
                ? problems.readAll(key + ".features", raw.features(), Problems.oneOf(FEATURES))
                : List.of("FlowRTT");
        boolean privileged = problems.read(key + ".privileged", raw.privileged(), false, Problems::trueOrFalse);
        features.stream()
                .filter(feature -> PRIVILEGED_FEATURES.contains(feature) && !privileged)
                .forEach(feature -> problems.error(key + ".features", "'" + feature + "' needs privileged: true"));
        return new FlowCollector(
                problems.read(key + ".namespace", raw.namespace(), "netobserv", KubernetesNames.NAMESPACE),
                problems.read(key + ".sampling", raw.sampling(), 50, Problems.wholeNumber(0, Integer.MAX_VALUE)),
                features,
                privileged,
                problems.read(key + ".label", raw.label(), "EXT:Google", LABEL),
                problems.read(
                        key + ".deployment-model",
                        raw.deploymentModel(),
                        "Direct",
                        Problems.oneOf(List.of("Direct", "Service"))));
    }

    private LokiStack.StorageSecret secret(String key, LokiConfig raw) {
        return new LokiStack.StorageSecret(
                problems.require(key + ".secret", raw.secret(), "missing", KubernetesNames.NAME),
                problems.read(key + ".secret-type", raw.secretType(), "s3", Problems.oneOf(LokiStack.STORAGE_TYPES)),
                raw.externalSecret().map(external -> external(key + ".external-secret", external)));
    }

    private LokiStack.External external(String key, ExternalSecretConfig raw) {
        Map<String, String> properties = new TreeMap<>();
        raw.properties().forEach((secretKey, property) -> properties.put(secretKey, property.orElse(secretKey)));
        if (properties.isEmpty()) {
            S3_KEYS.forEach(name -> properties.put(name, name));
        }
        return new LokiStack.External(
                problems.require(key + ".store", raw.store(), "missing", KubernetesNames.NAME),
                problems.read(
                        key + ".store-kind",
                        raw.storeKind(),
                        "ClusterSecretStore",
                        Problems.oneOf(List.of("SecretStore", "ClusterSecretStore"))),
                problems.require(key + ".key", raw.key(), "missing", Function.identity()),
                properties,
                problems.read(key + ".refresh-interval", raw.refreshInterval(), "1h", GO_DURATION));
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
                problems.require(key + ".name", raw.name(), "missing", KubernetesNames.SUBJECT),
                problems.readAll(key + ".users", raw.users(), KubernetesNames.SUBJECT),
                problems.read(key + ".cluster-role", raw.clusterRole(), "missing", KubernetesNames.SUBJECT));
    }

    private Map<String, Integer> replicas(String key, LokiConfig raw) {
        Map<String, Integer> replicas = new TreeMap<>();
        raw.allReplicas()
                .flatMap(count -> problems.parse(key, count, Problems.wholeNumber(1, 100)))
                .ifPresent(number -> SCALED.forEach(component -> replicas.put(component, number)));
        raw.replicas().forEach((component, count) -> {
            problems.name(key, component, Problems.oneOf(LokiStack.COMPONENTS));
            count.flatMap(text -> problems.parse(key + "." + component, text, Problems.wholeNumber(1, 100)))
                    .ifPresent(number -> replicas.put(component, number));
        });
        return replicas;
    }

    private LocalDate pastDate(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.isBefore(LocalDate.now(clock))) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is not a past date such as 2022-06-01");
    }
}
