package dev.sluice;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.config.MappingReader;
import dev.sluice.config.Problems;
import dev.sluice.config.RawKeyCheck;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.plan.settings.LabVariables;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.plan.settings.Surroundings;
import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxySettings;
import dev.sluice.render.Cluster;
import dev.sluice.run.RunConfig;
import dev.sluice.run.ScheduleTerms;
import dev.sluice.serve.hooks.HookTerms;
import dev.sluice.serve.security.ApiAccess;
import dev.sluice.serve.web.EffectiveConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the settings once; a configuration with mistakes keeps the service from starting. */
@ApplicationScoped
public class SettingsProducer {

    /** What the service's own manifests call its namespace. */
    private static final String DEFAULT_NAMESPACE = "egress-fw-updater";

    private static final Path POD_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    private final SmallRyeConfig config;
    private final Clock clock;
    private final TlsConfigurationRegistry tls;

    SettingsProducer(SmallRyeConfig config, Clock clock, TlsConfigurationRegistry tls) {
        this.config = config;
        this.clock = clock;
        this.tls = tls;
    }

    @Produces
    @Singleton
    Settings settings() {
        Problems problems = new Problems();
        MappingReader mappings = SettingsMappings.read(config);
        new RawKeyCheck(mappings, SettingsMappings.KNOWN_KEYS, problems).check();
        mappings.tell(problems);
        proxies(problems);
        RawConfig raw = RawConfig.of(mappings);
        return new SettingsReader(
                        raw, surroundings(raw.run(), mappings.keys()), new TrustedAuthorities(tls), clock, problems)
                .read();
    }

    /** What is wrong with them keeps the service from starting, as all settings do. */
    @Produces
    @Singleton
    Proxies proxies() {
        return proxies(new Problems());
    }

    private static Proxies proxies(Problems problems) {
        return new ProxySettings(System.getenv(), System::getProperty, problems).read();
    }

    @Produces
    @Singleton
    ScheduleTerms schedule(Settings settings) {
        return settings.schedule();
    }

    @Produces
    @Singleton
    FeedSettings feeds(Settings settings) {
        return settings.feeds();
    }

    @Produces
    @Singleton
    GitSettings git(Settings settings) {
        return settings.git();
    }

    @Produces
    @Singleton
    PlanSettings plan(Settings settings) {
        return settings.plan();
    }

    @Produces
    @Singleton
    ClusterConnections links(Settings settings) {
        return settings.links();
    }

    @Produces
    @Singleton
    HookTerms hooks(Settings settings) {
        return settings.hooks();
    }

    @Produces
    @Singleton
    ApiAccess api(Settings settings) {
        return settings.api();
    }

    @Produces
    @Singleton
    EffectiveConfiguration effective(Settings settings) {
        return new EffectiveConfiguration(
                () -> SettingsSources.of(SettingsMappings.read(config).config()),
                settings.plan().clusters().stream().map(Cluster::name).toList(),
                settings.plan().warnings());
    }

    private Surroundings surroundings(RunConfig run, Set<String> given) {
        Set<String> keys = given.stream()
                .filter(key -> key.startsWith("sluice."))
                .map(key -> key.replace("\"", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Surroundings(ownNamespace(run), labVariables(), keys, missingLocations());
    }

    /** SmallRye passes over a location that does not exist, and with it all that was meant to be configured. */
    private Set<String> missingLocations() {
        return config
                .getOptionalValues(SmallRyeConfig.SMALLRYE_CONFIG_LOCATIONS, String.class)
                .orElse(List.of())
                .stream()
                .filter(SettingsProducer::isMissing)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads a location as SmallRye does: a URI, whose path is in the file system where it has no scheme. */
    private static boolean isMissing(String location) {
        URI uri = URI.create(location);
        boolean file = uri.getScheme() == null || uri.getScheme().equals("file");
        return file && uri.getPath() != null && !Files.exists(Path.of(uri.getPath()));
    }

    private Map<String, String> labVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : LabVariables.NAMES) {
            config.getOptionalValue(name, String.class).ifPresent(value -> variables.put(name, value));
        }
        return variables;
    }

    private String ownNamespace(RunConfig run) {
        return run.namespace()
                .or(() -> config.getOptionalValue("POD_NAMESPACE", String.class))
                .or(SettingsProducer::podNamespace)
                .orElse(DEFAULT_NAMESPACE);
    }

    private static Optional<String> podNamespace() {
        try {
            return Files.isReadable(POD_NAMESPACE)
                    ? Optional.of(Files.readString(POD_NAMESPACE).strip())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // outside a cluster, or without a service account
        }
    }
}
