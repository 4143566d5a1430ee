package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.impact.FlowSource;
import dev.sluice.cluster.impact.ReadingLimits;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.serve.security.ApiAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {

    private static final String DEMO = "sluice.clusters.demo.";

    @TempDir
    Path folder;

    private Configuration withLoki() {
        return Configuration.minimal()
                .with(DEMO + "loki.size", "1x.demo")
                .with(DEMO + "loki.storage-class", "nfs-csi")
                .with(DEMO + "loki.secret", "loki-s3");
    }

    private Configuration withFlows(String url) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "t0ken");
        return Configuration.minimal().with(DEMO + "flows.url", url).with(DEMO + "flows.token-file", token.toString());
    }

    @Test
    void asksNobodyByDefault() {
        Settings settings = Configuration.minimal().settings();

        assertThat(settings.flows().sources()).isEmpty();
        assertThat(settings.storage()).isEmpty();
        assertThat(settings.lease()).isEmpty();
        assertThat(settings.api()).isEqualTo(new ApiAccess(Optional.empty(), Optional.empty()));
        assertThat(settings.links()).isEqualTo(ClusterConnections.NONE);
        assertThat(settings.detection()).isEmpty();
    }

    @Test
    void knowsHowAClusterIsReachedThatNeedsOperators() {
        assertThat(withLoki().settings().links())
                .isEqualTo(new ClusterConnections(
                        List.of(new ClusterConnection(
                                "demo", Optional.empty(), Optional.empty(), false, Optional.empty())),
                        ClusterConnections.NONE.pace()));
    }

    @Test
    void readsWhereFlowsAre() throws IOException {
        Settings access = withFlows("https://loki-gateway-http.netobserv.svc:8080/")
                .with(DEMO + "flows.tls-configuration-name", "company")
                .with("sluice.impact.window", "48h")
                .with("sluice.impact.timeout", "10s")
                .with("sluice.impact.page-size", "1000")
                .with("sluice.impact.max-flows", "5000")
                .settings();

        assertThat(access.flows().sources())
                .containsExactly(new FlowSource(
                        "demo",
                        URI.create("https://loki-gateway-http.netobserv.svc:8080"),
                        folder.resolve("token"),
                        Optional.of("company")));
        assertThat(access.flows().limits())
                .isEqualTo(new ReadingLimits(Duration.ofHours(48), Duration.ofSeconds(10), 1_000, 5_000));
    }

    @Test
    void warnsOfATlsConfigurationForWhatIsReadOverHttp() throws IOException {
        assertThat(withFlows("http://loki:8080")
                        .with(DEMO + "flows.tls-configuration-name", "company")
                        .settings()
                        .plan()
                        .warnings())
                .containsExactly(DEMO + "flows.tls-configuration-name: has no effect: " + DEMO
                        + "flows.url is not an https address");
    }

    @Test
    void readsWhereTrafficIsCounted() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("metrics-token"), "t0ken");

        // When
        Settings access = withFlows("https://loki:8080")
                .with(DEMO + "flows.cluster-name", "0f1e2d3c")
                .with(DEMO + "flow-metrics.url", "https://thanos-querier.openshift-monitoring.svc:9091")
                .with(DEMO + "flow-metrics.token-file", token.toString())
                .with(DEMO + "flow-metrics.tls-configuration-name", "company")
                .with(DEMO + "flow-metrics.cluster-name", "demo \"1\"")
                .settings();

        // Then
        assertThat(access.flows().sources())
                .containsExactly(
                        new FlowSource(
                                FlowSource.FlowStore.LOKI,
                                "demo",
                                URI.create("https://loki:8080"),
                                folder.resolve("token"),
                                Optional.empty(),
                                Optional.of("0f1e2d3c")),
                        new FlowSource(
                                FlowSource.FlowStore.PROMETHEUS,
                                "demo",
                                URI.create("https://thanos-querier.openshift-monitoring.svc:9091"),
                                token,
                                Optional.of("company"),
                                Optional.of("demo \"1\"")));
    }

    @Test
    void needsTheAddressOfMetrics() {
        assertThat(Configuration.minimal()
                        .with(DEMO + "flow-metrics.cluster-name", "demo")
                        .mistakes())
                .contains(DEMO + "flow-metrics.url: is missing");
    }

    @Test
    void refusesANameOfAClusterThatIsNoLine() throws IOException {
        assertThat(withFlows("https://loki:8080")
                        .with(DEMO + "flows.cluster-name", "x".repeat(254))
                        .mistakes())
                .containsExactly(DEMO + "flows.cluster-name: is not a line of at most 253 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"loki:8080", "ftp://loki", "https://robot:s3cr3t@loki:8080", "https://loki/api", "https:///", ":"
            })
    void refusesAnAddressThatIsNoGateway(String url) throws IOException {
        assertThat(withFlows(url).mistakes())
                .containsExactly(
                        DEMO + "flows.url: is not http:// or https:// and a host, without a path or credentials");
    }

    @Test
    void needsATokenOutsideACluster() {
        assertThat(Configuration.minimal()
                        .with(DEMO + "flows.url", "https://loki:8080")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + "flows.token-file: '/var/run/secrets/");
    }

    @ParameterizedTest
    @CsvSource({
        "sluice.impact.window, 30s, '''30s'' is not from 1m to 30d'",
        "sluice.impact.timeout, 2h, '''2h'' is not from 1s to 1h'",
        "sluice.impact.page-size, 99, '''99'' is not a whole number from 100 to 10000'",
        "sluice.impact.max-flows, 0, '''0'' is not a whole number from 1 to 100000000'",
        "sluice.leader-election.enabled, yes, '''yes'' is neither true nor false'",
        "sluice.leader-election.lease, A, '''A'' is not a name'",
        "sluice.leader-election.renew-deadline, 15s, a renew-deadline of 15s is not below the duration of 15s",
        "sluice.api.kubernetes.enabled, on, '''on'' is neither true nor false'",
        "sluice.api.kubernetes.remembered, 2m, '''2m'' is not from 1s to 1m'"
    })
    void namesWhatIsWrong(String key, String value, String message) {
        assertThat(Configuration.minimal().with(key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.")
                .contains(message);
    }

    @Test
    void readsWhatIsDoneAboutStorage() {
        assertThat(withLoki()
                        .with(DEMO + "loki.create-bucket", "true")
                        .with(DEMO + "loki.storage-directory", folder.toString())
                        .settings()
                        .storage())
                .containsExactly(
                        new StorageTarget("demo", "netobserv", "loki-s3", Optional.of(folder), true, Optional.empty()));
        assertThat(withLoki()
                        .with(DEMO + "loki.check-storage", "true")
                        .settings()
                        .storage())
                .containsExactly(
                        new StorageTarget("demo", "netobserv", "loki-s3", Optional.empty(), false, Optional.empty()));
    }

    @Test
    void refusesToCreateABucketForNoLokiStack() {
        assertThat(Configuration.minimal()
                        .with(DEMO + "loki.create-bucket", "true")
                        .mistakes())
                .contains(DEMO + "loki.create-bucket: is set without a LokiStack: loki has no other key");
    }

    @Test
    void looksAtNoStorageButS3() {
        assertThat(withLoki()
                        .with(DEMO + "loki.secret-type", "azure")
                        .with(DEMO + "loki.check-storage", "true")
                        .mistakes())
                .containsExactly(DEMO + "loki.check-storage: only storage of secret-type s3 can be looked at");
    }

    @Test
    void readsWhoLeadsAndWhoMayCall() {
        Settings access = Configuration.minimal()
                .with("sluice.namespace", "own")
                .with("sluice.leader-election.enabled", "true")
                .with("sluice.api.kubernetes.enabled", "true")
                .settings();

        assertThat(access.lease())
                .hasValue(new LeaseTerms(
                        "own", "sluice", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2)));
        assertThat(access.api().callers()).hasValue(Duration.ofSeconds(10));
    }
}
