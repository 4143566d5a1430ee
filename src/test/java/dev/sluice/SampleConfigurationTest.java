package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.impact.FlowSettings;
import dev.sluice.cluster.impact.ReadingLimits;
import dev.sluice.feed.Feed;
import dev.sluice.feed.FeedSettings;
import dev.sluice.feed.Format;
import dev.sluice.feed.Transfer;
import dev.sluice.gitops.FolderTemplate;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.notify.NotifyTerms;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Freeze;
import dev.sluice.policy.Guards;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.EgressIp;
import dev.sluice.render.FlowCollector;
import dev.sluice.render.LokiStack;
import dev.sluice.render.Target;
import dev.sluice.run.ScheduleTerms;
import dev.sluice.serve.hooks.HookTerms;
import dev.sluice.serve.security.ApiAccess;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleConfigurationTest {

    @Test
    void startsAsItStands() {
        Settings settings = Configuration.sample().settings();

        assertThat(settings.plan().warnings()).isEmpty();
        assertThat(settings.schedule().cron()).contains("0 0 2 * * ?");
        assertThat(settings.plan().block())
                .isEqualTo(new BlockPolicy(
                        List.of("goog"), List.of("cloud"), Strategy.EXACT, Set.of(Family.IPV4), List.of()));
        assertThat(settings.plan().guards()).isEqualTo(new Guards(Map.of(), Set.of()));
        assertThat(settings.plan().clusters()).containsExactly(lab());
        assertThat(settings.git().origin())
                .isEqualTo(new Origin(
                        "https://git.example/fleet.git",
                        "main",
                        new Origin.Token("sluice", Secret.of("not-a-real-token")),
                        new Origin.CommitAuthor("Sluice", "sluice@git.example")));
        assertThat(settings.plan().folders()).hasToString("clusters");
    }

    @Test
    void hasDefaultsForWhatIsLeftOut() {
        Settings settings = Configuration.minimal().settings();

        assertThat(settings)
                .isEqualTo(new Settings(
                        new ScheduleTerms(Optional.of("0 0 2 * * ?"), ZoneOffset.UTC),
                        new FeedSettings(
                                Map.of("goog", google("goog"), "cloud", google("cloud")),
                                Set.of(),
                                new Transfer(Duration.ofSeconds(5), Duration.ofSeconds(20), 4 * 1024 * 1024),
                                Optional.empty()),
                        new GitSettings(
                                new Origin(
                                        "https://git.example/fleet.git",
                                        "main",
                                        new Origin.Anonymous(),
                                        new Origin.CommitAuthor("Sluice", "sluice@localhost")),
                                FolderTemplate.of("clusters"),
                                Duration.ofSeconds(30),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Mode.COMMIT,
                                Optional.empty(),
                                true),
                        new PlanSettings(
                                new BlockPolicy(
                                        List.of("goog"),
                                        List.of("cloud"),
                                        Strategy.EXACT,
                                        Set.of(Family.IPV4),
                                        List.of()),
                                new Guards(Map.of(), Set.of()),
                                List.of(Assertion.GOOGLE),
                                Set.of(),
                                List.of(bare("demo")),
                                FolderTemplate.of("clusters"),
                                Mode.COMMIT,
                                Optional.empty(),
                                Freeze.NEVER,
                                List.of()),
                        Optional.empty(),
                        new FlowSettings(
                                List.of(),
                                new ReadingLimits(Duration.ofHours(24), Duration.ofSeconds(30), 5_000, 1_000_000)),
                        List.of(),
                        Optional.empty(),
                        ClusterConnections.NONE,
                        Map.of(),
                        new ApiAccess(Optional.empty(), Optional.empty()),
                        new NotifyTerms(List.of(), Optional.empty()),
                        new HookTerms(Map.of())));
    }

    private static Feed google(String name) {
        return new Feed(name, URI.create("https://www.gstatic.com/ipranges/" + name + ".json"), Format.GOOGLE);
    }

    @Test
    void readsTheSameFromProperties() {
        // Given
        SmallRyeConfig sample = Configuration.sample().config();
        Configuration properties = Configuration.nothing();
        for (Map.Entry<String, String> value : values(sample).entrySet()) {
            properties = properties.with(value.getKey(), value.getValue());
        }

        // When
        Settings settings = properties.settings();

        // Then
        assertThat(settings).isEqualTo(Configuration.sample().settings());
    }

    /** A variable cannot say where a name from a map has a dash, so that one is renamed. */
    @Test
    void readsTheSameFromTheEnvironment() {
        // Given
        SmallRyeConfig sample = Configuration.sample().config();
        Map<String, String> variables = new TreeMap<>();
        values(sample).forEach((key, value) -> variables.put(variable(key.replace("egressips-prod", "prod")), value));
        assertThat(variables).containsKey("SLUICE_CLUSTERS_DEMO_EGRESS_FIREWALLS_0__NAMESPACE");

        // When
        Settings settings = Configuration.nothing().with(variables).settings();

        // Then
        assertThat(settings.plan().clusters()).containsExactly(lab("prod"));
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("plan.clusters")
                .isEqualTo(Configuration.sample().settings());
    }

    @Test
    void letsTheEnvironmentOverrideAFile() {
        Settings settings = Configuration.sample()
                .with(Map.of(
                        "SLUICE_BLOCK_STRATEGY", "prefix-filter",
                        "SLUICE_CLUSTERS_DEMO_NETWORKS_MACHINE", "192.168.0.0/16",
                        "SLUICE_CLUSTERS_DEMO_EGRESS_FIREWALLS_0__NAMESPACE", "other"))
                .settings();

        Cluster demo = settings.plan().clusters().getFirst();
        assertThat(settings.plan().block().strategy()).isEqualTo(Strategy.PREFIX_FILTER);
        assertThat(demo.networks().machine()).containsExactly(Prefix.parse("192.168.0.0/16"));
        assertThat(demo.targets()).extracting(Target::namespace).containsExactly("other");
    }

    private static Map<String, String> values(SmallRyeConfig config) {
        Map<String, String> values = new TreeMap<>();
        SettingsMappings.read(config).keys().forEach(key -> values.put(key, config.getRawValue(key)));
        return values;
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Cluster lab() {
        return lab("egressips-prod");
    }

    private static Cluster lab(String egressIp) {
        return new Cluster(
                "demo",
                bare("demo").networks(),
                bare("demo").targets(),
                List.of(new EgressIp(
                        egressIp,
                        List.of(Address.parse("192.168.99.103")),
                        Map.of("env", "egress-demo"),
                        List.of("llm-demo"))),
                List.of("master-01-demo"),
                Optional.of(new LokiStack(
                        "loki",
                        "netobserv",
                        "1x.demo",
                        "nfs-csi",
                        new LokiStack.StorageSecret("loki-s3", "s3", Optional.empty()),
                        Optional.of(1),
                        LocalDate.of(2022, 6, 1),
                        Map.of("ingester", 1),
                        Optional.of(new LokiStack.AdminGroup("cluster-admin", List.of("admin"), "cluster-admin")))),
                Optional.of(new FlowCollector("netobserv", 50, List.of("FlowRTT"), false, "EXT:Google", "Direct")));
    }

    private static Cluster bare(String name) {
        return new Cluster(
                name,
                new Networks(
                        List.of(Prefix.parse("192.168.99.0/24")),
                        List.of(Prefix.parse("172.22.0.0/16")),
                        List.of(Prefix.parse("10.132.0.0/14"))),
                List.of(new Target(new Firewall("llm-demo", List.of(), List.of(), Action.ALLOW), true)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
