package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifierTest {

    private static final String COMMIT = "c".repeat(40);
    private static final Instant COMMITTED = Instant.parse("2026-01-02T02:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T02:10:00Z");
    private static final Pace PACE = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60));
    private static final List<?> RULES = List.of(Map.of("type", "Deny", "to", Map.of("cidrSelector", "8.8.8.0/24")));
    private static final String ZONE_1 = "master-01: EgressFirewall Rules applied";
    private static final String ZONE_2 = "worker-01: EgressFirewall Rules applied";

    private static final Declared FIREWALL =
            new Declared(new ObjectRef(ObjectKind.EGRESS_FIREWALL, "llm-demo", "default"), "", Map.of("egress", RULES));
    private static final Declared ADDRESSES = new Declared(
            new ObjectRef(ObjectKind.EGRESS_IP, "", "prod"),
            "",
            Map.of("egressIPs", List.of("192.168.99.103", "fd00::67")));
    private static final Declared LOKI =
            new Declared(new ObjectRef(ObjectKind.LOKI_STACK, "netobserv", "loki"), "", Map.of());
    private static final Declared FLOWS =
            new Declared(new ObjectRef(ObjectKind.FLOW_COLLECTOR, "", "cluster"), "", Map.of("namespace", "netobserv"));

    private final ApiServer api = new ApiServer();
    private final Access access = api.access();
    private final Deployment deployment = new Deployment(api, "https://git.example/platform/fleet.git");

    @BeforeEach
    void deployAll() {
        deployment.synced(COMMIT);
        deployment.firewall("llm-demo", RULES, "argocd-controller", APPLIED, ZONE_1, ZONE_2);
        deployment.egressIp("prod", Map.of("192.168.99.103", "master-01", "fd00:0::67", "worker-01"));
        deployment.lokiStack("Pending", "False", "", "Warning", "True", "old schema", "Ready", "True", "");
        deployment.flowCollector("Ready", "True", "");
        deployment.agents(3, 3);
    }

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void verifiesWhatIsAsCommitted() {
        Verification verification = verify(FIREWALL, ADDRESSES, LOKI, FLOWS);

        assertThat(verification.reason())
                .isEqualTo("Argo CD applied the commit, and all of 5 objects are as committed and well");
        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.since().time()).isEqualTo("2026-01-02T02:03:00Z");
        assertThat(verification.revision()).hasValue(COMMIT);
        assertThat(api.calls())
                .containsExactlyInAnyOrder(
                        Call.GET_APPLICATION,
                        Call.GET_EGRESS_FIREWALL,
                        Call.GET_EGRESS_IP,
                        Call.GET_LOKI_STACK,
                        Call.GET_FLOW_COLLECTOR,
                        Call.GET_DAEMON_SET);
    }

    @Test
    void waitsUntilEveryZoneHasReported() {
        deployment.firewall("llm-demo", RULES, "argocd-controller", APPLIED, ZONE_1);

        assertThat(verify(FIREWALL).reason())
                .isEqualTo(
                        "EgressFirewall llm-demo/default: of its zones 1 reported that it is applied, others have not yet");
        assertThat(verify(FIREWALL).state()).isEqualTo(State.PENDING);
    }

    @Test
    void saysWhichZoneDidNotApply() {
        String refused = "worker-01: EgressFirewall Rules not correctly applied: cannot parse 8.8.8.0/33";
        deployment.firewall("llm-demo", RULES, "argocd-controller", APPLIED, ZONE_1, refused);

        Verification verification = verify(FIREWALL);

        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason()).isEqualTo("EgressFirewall llm-demo/default: " + refused);
        assertThat(verification.since().time()).isEqualTo("2026-01-02T02:02:00Z");
    }

    @Test
    void tellsAnEditByHand() {
        Instant edited = Instant.parse("2026-01-02T02:05:00Z");
        deployment.firewall("llm-demo", List.of(), "kubectl-edit", edited, ZONE_1, ZONE_2);

        Verification verification = verify(FIREWALL);

        assertThat(verification.state()).isEqualTo(State.DRIFTED);
        assertThat(verification.since().time()).isEqualTo(edited);
        assertThat(verification.reason())
                .isEqualTo("EgressFirewall llm-demo/default: is not the committed one, last written by kubectl-edit at"
                        + " 2026-01-02T02:05:00Z: gone: Deny 8.8.8.0/24");
    }

    @Test
    void tellsADeletionByHand() {
        api.delete("""
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata: { name: default, namespace: llm-demo }
                """);

        assertThat(verify(FIREWALL).state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void namesAnAddressWithoutANodeInEitherFamily() {
        deployment.egressIp("prod", Map.of("192.168.99.103", "master-01"));

        assertThat(verify(ADDRESSES).state()).isEqualTo(State.PENDING);
        assertThat(verify(ADDRESSES).reason()).contains("no node hosts fd00::67", "EgressIPConflict");
        assertThat(verifyAt(APPLIED.plus(Duration.ofMinutes(31)), ADDRESSES).reason())
                .startsWith("EgressIP prod: pending since 2026-01-02T02:01:00Z: no node hosts fd00::67");
        assertThat(verifyAt(APPLIED.plus(Duration.ofMinutes(31)), ADDRESSES)
                        .since()
                        .time())
                .isEqualTo(APPLIED.plus(PACE.patience()));
    }

    @ParameterizedTest
    @CsvSource({"Failed, FAILED", "Degraded, FAILED", "Pending, PENDING", "Ready, VERIFIED"})
    void readsTheConditionsThatHold(String holding, State state) {
        deployment.lokiStack(
                "Ready", "False", "", "Failed", "False", "", "Degraded", "False", "", holding, "True", "no bucket");

        assertThat(verify(LOKI).state()).isEqualTo(state);
    }

    @Test
    void advisesToRestartNodesWhoseAgentsAreStuck() {
        deployment.agents(3, 2);

        assertThat(verify(FLOWS).state()).isEqualTo(State.PENDING);
        assertThat(verify(FLOWS).reason()).contains("2 of 3 agents are ready", "restart the nodes");
        assertThat(verifyAt(NOW.plus(Duration.ofHours(1)), FLOWS).state()).isEqualTo(State.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "403, not allowed (403)",
        "404, the API does not know this kind (404)",
        "429, the API has too much to do (429)",
        "500, the API answered 500",
        "503, the API answered 503"
    })
    void saysWhatItCannotSee(int code, String reason) {
        api.refuse("egressfirewalls", code);

        Verification verification = verifyAt(NOW.plus(Duration.ofDays(1)), FIREWALL, LOKI);

        assertThat(verification.state()).isEqualTo(State.PENDING);
        assertThat(verification.isBlind()).isTrue();
        assertThat(verification.unseen())
                .singleElement()
                .asString()
                .startsWith("EgressFirewall llm-demo/default: " + reason);
    }

    @Test
    void asksASilentApiNoLongerThanOnce() {
        api.refuse("egressfirewalls", ApiServer.SILENCE);
        try (Access impatient = api.access(Duration.ofMillis(2_100))) {
            Verification verification = verifier(impatient).verify(link(), expected(FIREWALL, LOKI, ADDRESSES), NOW);

            assertThat(verification.unseen()).hasSize(3);
            assertThat(verification.unseen().getLast()).contains("not asked");
        }
    }

    @Test
    void seesAnApiAgainThatWasAway() {
        api.refuse("apis", 503);
        assertThat(verify(FIREWALL).isBlind()).isTrue();

        api.relent();

        assertThat(verify(FIREWALL).state()).isEqualTo(State.VERIFIED);
    }

    @Test
    void isBlindWhereConnectionsDrop() throws IOException {
        try (ServerSocket dropping = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                while (!dropping.isClosed()) {
                    try (Socket socket = dropping.accept()) {
                        socket.getInputStream().read();
                    } catch (IOException e) {
                        return; // the test is over
                    }
                }
            });
            Config config = new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://localhost:" + dropping.getLocalPort())
                    .build();
            try (Access dropped = new Access(() -> config, KubernetesSerialization::new, Duration.ofSeconds(5))) {
                Verification verification = verifier(dropped).verify(link(), expected(FIREWALL), NOW);

                assertThat(verification.isBlind()).isTrue();
                assertThat(verification.since().time()).isEqualTo(COMMITTED);
            }
        }
    }

    private Verification verify(Declared... objects) {
        return verifyAt(NOW, objects);
    }

    private Verification verifyAt(Instant now, Declared... objects) {
        return verifier(access).verify(link(), expected(objects), now);
    }

    private static Verifier verifier(Access access) {
        Lineage lineage = (revision, commit) -> revision.equals(commit) || revision.equals(COMMIT);
        return new Verifier(new ClusterReader(access), lineage, PACE, true, new Memory());
    }

    private static ClusterConnection link() {
        return new ClusterConnection(
                "demo",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo")));
    }

    private static Expected expected(Declared... objects) {
        return Expectations.of(
                "demo",
                COMMIT,
                COMMITTED,
                new Expected.GitFolder("https://git.example/platform/fleet.git", "main", "clusters/demo"),
                List.of(objects));
    }
}
