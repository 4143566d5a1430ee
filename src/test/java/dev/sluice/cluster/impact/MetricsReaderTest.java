package dev.sluice.cluster.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Deltas;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.serve.InCluster;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients as they are, and a server on a socket that answers as Prometheus does. */
@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class MetricsReaderTest {

    private static final Instant NOW = Instant.now();
    private static final List<FirewallDelta> CHANGES =
            List.of(Deltas.of("demo", "bank", List.of(), List.of(Rule.deny(Prefix.parse("8.8.8.0/24")))));

    @Inject
    TlsConfigurationRegistry registry;

    @TempDir
    Path folder;

    private Path token;

    @BeforeEach
    void writeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "t0ken\n");
    }

    @Test
    void readsMetricsWhereNoFlowsAreKept() {
        // Given
        try (StubServer thanos = prometheus("""
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"DstSubnetLabel":"EXT:Google","SrcK8S_Namespace":"bank","SrcK8S_OwnerName":"ledger"},"value":[1767225600.5,"5120.4"]},
                  {"metric":{"SrcK8S_Namespace":"bank","SrcK8S_OwnerName":"web"},"value":[1767225600.5,"80"]}]},
                 "warnings":["a store is away"]}""")) {
            // When
            Impact impact = only(read(Duration.ofSeconds(10), metrics("demo", thanos.address())));

            // Then
            assertThat(impact.summary())
                    .startsWith("2 workloads sent 5200 bytes to external addresses (5120 to EXT:Google, 80 without a"
                            + " label), any of which may be decided otherwise (from ");
            assertThat(impact.grouped())
                    .containsExactly(
                            new Impact.Grouped("bank", "ledger", "EXT:Google", 5_120),
                            new Impact.Grouped("bank", "web", "", 80));
            assertThat(impact.unseen())
                    .anyMatch(text -> text.startsWith("Prometheus keeps no addresses"))
                    .contains("Prometheus says: a store is away");
            assertThat(thanos.tokens()).containsExactly("Bearer t0ken");
            assertThat(thanos.requests()).singleElement().satisfies(asked -> {
                assertThat(asked.get("query"))
                        .contains("netobserv_workload_egress_bytes_total{SrcK8S_Namespace=~\"bank\"", "[86400s]");
                assertThat(Instant.parse(asked.get("time"))).isAfter(NOW.minusSeconds(1));
                assertThat(asked.get("timeout")).matches("[1-9]s");
            });
        }
    }

    @Test
    void readsMetricsWhereFlowsCannotBeRead() {
        try (StubServer loki = StubServer.loki(new RecordedLoki()).refusing(403, "");
                StubServer thanos = prometheus("""
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"SrcK8S_Namespace":"bank","SrcK8S_OwnerName":"web"},"value":[1767225600,"80"]}]}}""")) {
            Impact impact = only(
                    read(Duration.ofSeconds(10), source("demo", loki.address()), metrics("demo", thanos.address())));

            assertThat(impact.summary()).startsWith("one workload sent 80 bytes to external addresses");
            assertThat(impact.unseen()).anyMatch(text -> text.contains("answers 403: bind its ClusterRole netobserv"));
        }
    }

    @Test
    void asksNoMetricsWhereFlowsCanBeRead() {
        RecordedLoki one = new RecordedLoki();
        one.add(NOW.toEpochMilli() * 1_000_000L - 1, "{\"SrcK8S_Namespace\":\"bank\"}", "{\"DstAddr\":\"8.8.8.8\"}");
        try (StubServer loki = StubServer.loki(one);
                StubServer thanos = prometheus("{}")) {
            Impact impact = only(
                    read(Duration.ofSeconds(10), source("demo", loki.address()), metrics("demo", thanos.address())));

            assertThat(impact.flows()).isEqualTo(1);
            assertThat(thanos.requests()).isEmpty();
        }
    }

    @Test
    void saysThatTheMetricIsNotKept() {
        try (StubServer thanos =
                prometheus("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}")) {
            Impact impact = only(read(Duration.ofSeconds(10), metrics("demo", thanos.address())));

            assertThat(impact.summary())
                    .startsWith("flows could not be read: Prometheus at " + thanos.address()
                            + " keeps no netobserv_workload_egress_bytes_total: ");
            assertThat(thanos.requests())
                    .extracting(asked -> asked.get("query"))
                    .last()
                    .isEqualTo("count(netobserv_workload_egress_bytes_total)");
        }
    }

    @Test
    void saysThatNoTrafficWasCounted() {
        try (StubServer thanos = new StubServer(
                "/api/v1/query",
                asked -> stream("""
                {"status":"success","data":{"resultType":"vector","result":[%s]}}""".formatted(
                                asked.get("query").startsWith("count(")
                                        ? "{\"metric\":{},\"value\":[1767225600,\"12\"]}"
                                        : "")))) {
            Impact impact = only(read(Duration.ofSeconds(10), metrics("demo", thanos.address())));

            assertThat(impact.summary()).startsWith("no external flow was observed (from ");
        }
    }

    @Test
    void saysWhyPrometheusRefuses() {
        assertThat(refused(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error\"}"))
                .contains("answers 400: bad_data: 1:5: parse error");
        assertThat(refused(422, "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}"))
                .contains("answers 422: execution: too many samples");
        assertThat(refused(401, "Unauthorized")).contains("answers 401: the token in " + token + " is not known");
        assertThat(refused(403, "Forbidden")).contains("answers 403: bind the ClusterRole cluster-monitoring-view");
        assertThat(refused(404, "")).contains("answers 404: is that the address of Prometheus");
        assertThat(refused(500, "<html>")).contains("answers 500;");
    }

    private String refused(int status, String body) {
        try (StubServer thanos = prometheus("{}").refusing(status, "", body)) {
            return only(read(Duration.ofSeconds(5), metrics("demo", thanos.address())))
                    .summary();
        }
    }

    @Test
    void waitsNoLongerThanItsTimeForPrometheus() {
        try (StubServer thanos = prometheus("{}").hanging()) {
            Impact impact = only(read(Duration.ofSeconds(2), metrics("demo", thanos.address())));

            assertThat(impact.summary()).startsWith("flows could not be read: Prometheus");
        }
    }

    @Test
    void asksForManyNamespacesInParts() {
        // Given
        List<FirewallDelta> changes = IntStream.range(0, 120)
                .mapToObj(i ->
                        Deltas.of("demo", "n" + i, List.of(), CHANGES.getFirst().after()))
                .toList();
        try (StubServer thanos = new StubServer(
                "/api/v1/query",
                asked -> stream("""
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"SrcK8S_Namespace":"n","SrcK8S_OwnerName":"%d"},"value":[1767225600,"1"]}]}}""".formatted(asked.get("query").hashCode())))) {
            // When
            Impact impact = only(reader(Duration.ofSeconds(10), metrics("demo", thanos.address()))
                    .read(Map.of("demo", changes)));

            // Then
            assertThat(thanos.requests()).hasSize(3);
            assertThat(impact.grouped()).hasSize(3);
        }
    }

    private static StubServer prometheus(String answer) {
        return new StubServer("/api/v1/query", asked -> stream(answer));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private FlowSource source(String cluster, URI address) {
        return new FlowSource(cluster, address, token, Optional.empty());
    }

    private FlowSource metrics(String cluster, URI address) {
        return new FlowSource(
                FlowSource.FlowStore.PROMETHEUS, cluster, address, token, Optional.empty(), Optional.empty());
    }

    private List<Impact> read(Duration timeout, FlowSource... sources) {
        return reader(timeout, sources).read(Map.of("demo", CHANGES));
    }

    private ImpactReader reader(Duration timeout, FlowSource... sources) {
        return new ImpactReader(
                Arrays.asList(sources),
                new ReadingLimits(Duration.ofDays(1), timeout, 100, 1_000_000),
                new Gateways(registry),
                Clock.systemUTC());
    }

    private static Impact only(List<Impact> impacts) {
        assertThat(impacts).hasSize(1);
        return impacts.getFirst();
    }
}
