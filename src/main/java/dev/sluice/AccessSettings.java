package dev.sluice;

import dev.sluice.cluster.impact.FlowSource;
import dev.sluice.cluster.impact.FlowsConfig.Loki;
import dev.sluice.cluster.impact.ImpactConfig;
import dev.sluice.cluster.impact.ReadingLimits;
import dev.sluice.cluster.lease.LeaseConfig;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.storage.StorageConfig.LokiStorage;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.config.Durations;
import dev.sluice.config.SecretFile;
import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClusterAccess;
import dev.sluice.plan.settings.ClustersConfig;
import dev.sluice.plan.settings.DetectionSettings;
import dev.sluice.plan.settings.DetectionTerms;
import dev.sluice.plan.settings.LinkSettings;
import dev.sluice.render.Cluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Reads {@code flows} and {@code loki} of clusters, {@code sluice.impact}, {@code sluice.leader-election} and callers. */
final class AccessSettings {

    private static final Path POD_TOKEN = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final AccessConfig raw;
    private final String ownNamespace;
    private final BiFunction<String, Optional<String>, Optional<String>> tls;
    private final Problems problems;

    /** @param tls checks the name of a TLS configuration at a key */
    AccessSettings(
            AccessConfig raw,
            String ownNamespace,
            BiFunction<String, Optional<String>, Optional<String>> tls,
            Problems problems) {
        this.raw = raw;
        this.ownNamespace = ownNamespace;
        this.tls = tls;
        this.problems = problems;
    }

    /** @param configured the clusters as they were written */
    ClusterAccess access(List<Cluster> clusters, ClustersConfig configured) {
        return new ClusterAccess(
                flows(),
                reading(raw.impact()),
                storage(clusters),
                lease(raw.lease()),
                callers(),
                new LinkSettings(problems).links(configured, raw.verification()),
                detection(clusters, configured));
    }

    private static Map<String, DetectionTerms> detection(List<Cluster> clusters, ClustersConfig configured) {
        Map<String, DetectionTerms> terms = new TreeMap<>();
        for (Cluster cluster : clusters) {
            Optional.ofNullable(configured.clusters().get(cluster.name()))
                    .ifPresent(raw -> terms.put(cluster.name(), DetectionSettings.terms(cluster, raw)));
        }
        terms.values().removeIf(DetectionTerms.DEFAULT::equals);
        return terms;
    }

    private List<FlowSource> flows() {
        List<FlowSource> sources = new ArrayList<>();
        new TreeMap<>(raw.flows().clusters())
                .forEach((name, cluster) -> cluster.flows().ifPresent(loki -> sources.add(source(name, loki))));
        return sources;
    }

    private FlowSource source(String cluster, Loki loki) {
        String key = "sluice.clusters." + cluster + ".flows";
        return new FlowSource(
                cluster,
                problems.require(key + ".url", loki.url(), URI.create("http:missing"), AccessSettings::address),
                problems.read(
                        key + ".token-file",
                        loki.tokenFile().or(() -> Optional.of(POD_TOKEN.toString())),
                        POD_TOKEN,
                        AccessSettings::token),
                tls.apply(key + ".tls-configuration-name", loki.tlsConfigurationName()));
    }

    private ReadingLimits reading(ImpactConfig impact) {
        return new ReadingLimits(
                problems.read(
                        "sluice.impact.window",
                        impact.window(),
                        ReadingLimits.DEFAULT.window(),
                        Durations.between(Duration.ofMinutes(1), Duration.ofDays(30), "1m to 30d")),
                Durations.read(problems, "sluice.impact.timeout", impact.timeout(), ReadingLimits.DEFAULT.timeout()),
                problems.read(
                        "sluice.impact.page-size",
                        impact.pageSize(),
                        ReadingLimits.DEFAULT.pageSize(),
                        Problems.wholeNumber(100, 10_000)),
                problems.read(
                        "sluice.impact.max-flows",
                        impact.maxFlows(),
                        (int) ReadingLimits.DEFAULT.maxFlows(),
                        Problems.wholeNumber(1, 100_000_000)));
    }

    private List<StorageTarget> storage(List<Cluster> clusters) {
        List<StorageTarget> targets = new ArrayList<>();
        new TreeMap<>(raw.storage().clusters()).forEach((name, cluster) -> {
            String key = "sluice.clusters." + name + ".loki";
            LokiStorage loki = cluster.loki();
            boolean create = flag(key + ".create-bucket", loki.createBucket());
            boolean check = flag(key + ".check-storage", loki.checkStorage());
            if (create || check) {
                target(key, name, loki, create, clusters).ifPresent(targets::add);
            }
        });
        return targets;
    }

    private Optional<StorageTarget> target(
            String key, String name, LokiStorage loki, boolean create, List<Cluster> clusters) {
        String asked = key + (create ? ".create-bucket" : ".check-storage");
        Optional<Path> directory = loki.storageDirectory()
                .flatMap(path -> problems.parse(key + ".storage-directory", path, AccessSettings::folder));
        Optional<String> trust = tls.apply(key + ".storage-tls-configuration-name", loki.storageTlsConfigurationName());
        Optional<StorageTarget> target = clusters.stream()
                .filter(cluster -> cluster.name().equals(name))
                .flatMap(cluster -> cluster.loki().stream())
                .filter(stack -> {
                    boolean s3 = stack.secret().type().equals("s3");
                    if (!s3) {
                        problems.error(asked, "only storage of secret-type s3 can be looked at");
                    }
                    return s3;
                })
                .map(stack -> new StorageTarget(
                        name, stack.namespace(), stack.secret().name(), directory, create, trust))
                .findFirst();
        boolean hasStack = clusters.stream()
                .anyMatch(
                        cluster -> cluster.name().equals(name) && cluster.loki().isPresent());
        if (!hasStack) {
            problems.error(asked, "is set without a LokiStack: loki has no other key");
        }
        return target;
    }

    private Optional<LeaseTerms> lease(LeaseConfig lease) {
        String key = "sluice.leader-election";
        Duration duration = Durations.read(problems, key + ".duration", lease.duration(), Duration.ofSeconds(15));
        Duration deadline =
                Durations.read(problems, key + ".renew-deadline", lease.renewDeadline(), Duration.ofSeconds(10));
        Duration retry = Durations.read(problems, key + ".retry-period", lease.retryPeriod(), Duration.ofSeconds(2));
        String name = problems.read(key + ".lease", lease.lease(), "sluice", KubernetesNames.NAME);
        Optional<LeaseTerms> terms = problems.name(
                key + ".duration", name, text -> new LeaseTerms(ownNamespace, text, duration, deadline, retry));
        return flag(key + ".enabled", lease.enabled()) ? terms : Optional.empty();
    }

    private Optional<Duration> callers() {
        String key = "sluice.api.kubernetes";
        Duration remembered = problems.read(
                key + ".remembered",
                raw.callers().remembered(),
                Duration.ofSeconds(10),
                Durations.between(Duration.ofSeconds(1), Duration.ofMinutes(1), "1s to 1m"));
        return flag(key + ".enabled", raw.callers().enabled()) ? Optional.of(remembered) : Optional.empty();
    }

    private boolean flag(String key, Optional<String> value) {
        return problems.read(key, value, false, Problems::trueOrFalse);
    }

    /** The default may be shown: it is no secret. */
    private static Path token(String text) {
        if (text.equals(POD_TOKEN.toString()) && !Files.isReadable(POD_TOKEN)) {
            throw new IllegalArgumentException("'" + text + "' is not a file that can be read");
        }
        return SecretFile.readable(text);
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean isBare = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && Set.of("", "/").contains(uri.getRawPath());
            if (isWeb && isBare) {
                return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
            }
        } catch (IllegalArgumentException e) {
            // said below; the text may hold a credential
        }
        throw new IllegalArgumentException("is not http:// or https:// and a host, without a path or credentials");
    }

    private static Path folder(String text) {
        try {
            Path path = Path.of(text);
            if (Files.isDirectory(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "is not the path of a folder; the value is not shown, since it may be a secret");
    }
}
