package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feed.FeedsConfig;
import dev.sluice.gitops.GitConfig;
import dev.sluice.plan.settings.ClustersConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoConfigSourceTest {

    @Test
    void configuresTheLabInDevelopment() {
        SmallRyeConfig config = config("dev");

        assertThat(config.getConfigMapping(ClustersConfig.class).clusters()).containsOnlyKeys("demo");
        assertThat(config.getConfigMapping(GitConfig.class).url())
                .startsWith("file:///")
                .endsWith("/target/demo/fleet.git");
        assertThat(config.getConfigMapping(DemoConfig.class).repository()).isPresent();
        assertThat(config.getConfigMapping(FeedsConfig.class)
                        .feeds()
                        .get("goog")
                        .url())
                .hasValueSatisfying(
                        url -> assertThat(url).hasScheme("file").asString().endsWith("/target/demo/goog.json"));
    }

    @Test
    void startsAsItStands() {
        Settings settings = Configuration.settings(config("dev"));

        assertThat(settings.plan().warnings()).isEmpty();
        assertThat(settings.schedule().cron()).isEmpty();
        assertThat(settings.plan().clusters())
                .singleElement()
                .isEqualTo(Configuration.sample()
                        .with("sluice.clusters.demo.loki.replicas.gateway", "1")
                        .with("sluice.clusters.demo.loki.replicas.indexGateway", "1")
                        .settings()
                        .plan()
                        .clusters()
                        .getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "test", "development"})
    void isAbsentInAnyOtherProfile(String profile) {
        assertNoDemo(config(profile));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.git.url",
                "sluice.clusters.mine.networks.machine",
                "sluice.speed",
                "smallrye.config.locations"
            })
    void makesWayForAnyProperty(String key) {
        assertNoDemo(config("dev", new PropertiesConfigSource(Map.of(key, "any"), "application", 250)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SLUICE_GIT_URL",
                "SLUICE_SPEED",
                "SMALLRYE_CONFIG_LOCATIONS",
                "SLUICE_CLUSTERS_MINE_NETWORKS_MACHINE",
                "TARGET_NAMESPACE",
                "MACHINE_NETWORK",
                "SERVICE_NETWORK",
                "CLUSTER_NETWORK"
            })
    void makesWayForAnyVariable(String name) {
        assertNoDemo(config("dev", new EnvConfigSource(Map.of(name, "any"), 300)));
    }

    @Test
    void staysWhereOnlyTheDemoOrSomethingElseIsConfigured() {
        SmallRyeConfig config = config(
                "dev",
                new PropertiesConfigSource(Map.of("sluice.demo.live-feeds", "false", "sluicegate", "x"), "props", 250),
                new EnvConfigSource(Map.of("SLUICE_DEMO_LIVE_FEEDS", "false", "PATH", "/bin"), 300));

        assertThat(config.getConfigMapping(ClustersConfig.class).clusters()).containsOnlyKeys("demo");
    }

    @Test
    void leavesTheFeedsToTheirPublisherWhereALiveRunIsAskedFor() {
        SmallRyeConfig property =
                config("dev", new PropertiesConfigSource(Map.of("sluice.demo.live-feeds", "true"), "property", 400));
        SmallRyeConfig variable = config("dev", new EnvConfigSource(Map.of("SLUICE_DEMO_LIVE_FEEDS", "true"), 300));

        assertThat(property.getConfigMapping(FeedsConfig.class).feeds()).isEmpty();
        assertThat(variable.getConfigMapping(FeedsConfig.class).feeds()).isEmpty();
        assertThat(variable.getConfigMapping(ClustersConfig.class).clusters()).containsOnlyKeys("demo");
    }

    private static void assertNoDemo(SmallRyeConfig config) {
        assertThat(StreamSupport.stream(config.getPropertyNames().spliterator(), false))
                .doesNotContain("sluice.demo.repository", "sluice.clusters.demo.networks.machine");
    }

    private static SmallRyeConfig config(String profile, ConfigSource... sources) {
        return Configuration.read(Configuration.builder()
                .withProfile(profile)
                .withSources(sources)
                .withSources(new DemoConfigSource())
                .build());
    }
}
