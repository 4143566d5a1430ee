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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients as they are, and servers on sockets. */
@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class ImpactReaderTest {

    private static final Instant NOW = Instant.now();
    private static final List<FirewallDelta> CHANGES =
            List.of(Deltas.of("demo", "bank", List.of(), List.of(Rule.deny(Prefix.parse("8.8.8.0/24")))));

    @Inject
    TlsConfigurationRegistry registry;

    @TempDir
    Path folder;

    private final RecordedLoki recorded = new RecordedLoki();
    private final StubServer loki = StubServer.loki(recorded);
    private Path token;

    @BeforeEach
    void writeToken() throws IOException {
        token = Files.writeString(folder.resolve("token"), "t0ken\n");
    }

    @AfterEach
    void stop() {
        loki.close();
    }

    @Test
    void asksABusyLokiAgain() {
        // Given
        record(10);
        loki.refusing(429, "1").refusing(503, "");

        // When
        Impact impact = only(read(Duration.ofSeconds(10), source("demo", loki.address())));

        // Then
        assertThat(impact.flows()).isEqualTo(10);
        assertThat(impact.failure()).isEmpty();
        assertThat(loki.requests()).hasSize(3);
    }

    @Test
    void saysThatLokiStaysBusy() {
        loki.refusing(429, "3600");

        Impact impact = only(read(Duration.ofSeconds(10), source("demo", loki.address())));

        assertThat(impact.summary())
                .startsWith(
                        "flows could not be read: Loki at " + loki.address() + " answers 429: it is asked too much");
        assertThat(loki.requests()).hasSize(1);
    }

    @Test
    void leavesTheOthersTheirShareWhereOneHangs() {
        // Given
        record(10);
        try (StubServer hanging = StubServer.loki(recorded).hanging()) {
            // When
            List<Impact> impacts =
                    read(Duration.ofSeconds(4), source("demo", hanging.address()), source("other", loki.address()));

            // Then
            assertThat(impacts).extracting(Impact::cluster).containsExactly("demo", "other");
            assertThat(impacts.getFirst().summary()).startsWith("flows could not be read: Loki");
            assertThat(impacts.getFirst().unseen()).anyMatch(text -> text.startsWith("Loki "));
            assertThat(impacts.getLast().flows()).isEqualTo(10);
        }
    }

    @Test
    void saysUntilWhenItReadWhereTheTimeIsUpWhileLokiAnswersWell() {
        // Given an answer of 100 flows each 200 ms
        record(5_000);
        try (StubServer slow = new StubServer("/api/logs/v1/network/loki/api/v1/query_range", parameters -> {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            return recorded.latest(Long.parseLong(parameters.get("start")), Long.parseLong(parameters.get("end")), 100);
        })) {
            // When
            Impact impact = only(read(Duration.ofSeconds(2), source("demo", slow.address())));

            // Then
            assertThat(impact.failure()).isEmpty();
            assertThat(impact.flows()).isBetween(100L, 4_900L);
            assertThat(impact.from()).isAfter(NOW.minusSeconds(5_000)).isBefore(NOW);
            assertThat(impact.summary()).contains(" (from " + impact.from() + " to ");
            assertThat(impact.unseen())
                    .anyMatch(text -> text.matches(
                            "the time was up after \\d+ flows; older than " + impact.from() + " not all was read"))
                    .noneMatch(text -> text.contains("did not answer"));
            assertThat(recorded.count(impact.from())).isLessThanOrEqualTo(impact.flows());
        }
    }

    @Test
    void saysThatADeadLokiCouldNotBeRead() {
        URI dead = loki.address();
        loki.close();

        Impact impact = only(read(Duration.ofSeconds(5), source("demo", dead)));

        assertThat(impact.summary()).startsWith("flows could not be read: Loki at " + dead + " does not answer: ");
    }

    @Test
    void saysThatATokenFileIsEmpty() throws IOException {
        Files.writeString(token, "\n");

        Impact impact = only(read(Duration.ofSeconds(5), source("demo", loki.address())));

        assertThat(impact.failure().orElseThrow())
                .startsWith("the file " + token + ", which should hold the token for Loki, is empty");
        assertThat(loki.requests()).isEmpty();
    }

    /** A flow a second until now. */
    private void record(int flows) {
        for (int i = 1; i <= flows; i++) {
            recorded.add(
                    NOW.minusSeconds(i).toEpochMilli() * 1_000_000L,
                    "{\"SrcK8S_Namespace\":\"bank\",\"SrcK8S_OwnerName\":\"ledger\"}",
                    "{\"DstAddr\":\"8.8.8.8\",\"Bytes\":1,\"SrcPort\":" + i + ",\"TimeFlowEndMs\":"
                            + NOW.minusSeconds(i).toEpochMilli() + "}");
        }
    }

    private FlowSource source(String cluster, URI address) {
        return new FlowSource(cluster, address, token, Optional.empty());
    }

    private List<Impact> read(Duration timeout, FlowSource... sources) {
        return reader(timeout, sources).read(Map.of("demo", CHANGES, "other", CHANGES));
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
