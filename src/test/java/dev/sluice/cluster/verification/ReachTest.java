package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Call;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which API is asked for what lies on a cluster. */
class ReachTest {

    private static final String COMMIT = "c".repeat(40);
    private static final String URL = "https://git.example/platform/fleet.git";
    private static final Instant NOW = Instant.parse("2026-01-02T02:10:00Z");
    private static final List<?> RULES = List.of(Map.of("type", "Deny", "to", Map.of("cidrSelector", "8.8.8.0/24")));
    private static final Expected EXPECTED = Expectations.of(
            "demo",
            COMMIT,
            Instant.parse("2026-01-02T02:00:00Z"),
            new Expected.GitFolder(URL, "main", "clusters/demo"),
            List.of(new Expected.Declared(
                    new ObjectRef(ObjectKind.EGRESS_FIREWALL, "llm-demo", "default"), "", Map.of("egress", RULES))));

    private final ApiServer hub = new ApiServer();
    private final ApiServer remote = new ApiServer();
    private final Access access = hub.access();

    @AfterEach
    void close() {
        access.close();
        hub.close();
        remote.close();
    }

    @ParameterizedTest
    @CsvSource({"Healthy, VERIFIED", "Degraded, FAILED", "Progressing, PENDING"})
    void takesTheHubsWordForAClusterElsewhere(String health, State state) {
        application("server: https://api.far.example:6443", """
                  resources:
                    - { kind: EgressFirewall, namespace: llm-demo, name: default, status: Synced, health: { status: %s } }
                """.formatted(health));

        Verification verification = verify(link(Optional.empty(), Optional.empty()), false);

        assertThat(verification.state()).isEqualTo(state);
        assertThat(verification.findings()).hasSize(2);
        assertThat(hub.calls()).containsExactly(Call.GET_APPLICATION);
        assertThat(verification.decisive().orElseThrow().subject().kind()).isEqualTo(ObjectKind.APPLICATION);
    }

    @Test
    void saysThatAClusterElsewhereIsNotAsked() {
        application("name: far", "");

        assertThat(verify(link(Optional.empty(), Optional.empty()), false).reason())
                .isEqualTo(
                        "Argo CD applied the commit, and calls all well; the cluster itself is not asked, for want of a"
                                + " kubeconfig-file");
    }

    @ParameterizedTest
    @CsvSource({
        "server: https://kubernetes.default.svc, , false, true",
        "name: in-cluster, , false, true",
        "server: https://api.far.example:6443, , true, false",
        "server: https://api.far.example:6443, true, false, true",
        "name: in-cluster, false, true, false",
        "namespace: none, , true, true",
        "namespace: none, , false, false"
    })
    void knowsTheClusterThatItRunsIn(String destination, Boolean own, boolean alone, boolean isAsked) {
        application(destination, "");

        verify(link(Optional.empty(), Optional.ofNullable(own)), alone);

        assertThat(hub.calls().contains(Call.GET_EGRESS_FIREWALL)).isEqualTo(isAsked);
    }

    @Test
    void asksTheApiOfAKubeconfigForTheRest(@TempDir Path folder) {
        application("server: https://api.far.example:6443", "");
        new Deployment(remote, URL)
                .firewall("llm-demo", List.of(), "kubectl", APPLIED.plusSeconds(60), "a: EgressFirewall Rules applied");
        ClusterConnection link = link(Optional.of(remote.kubeconfig(folder)), Optional.empty());

        Verification verification = verify(link, false);

        assertThat(verification.state()).isEqualTo(State.DRIFTED);
        assertThat(new EventWriter(access).write(link, verification, NOW)).isEmpty();
        assertThat(remote.operator()
                        .v1()
                        .events()
                        .inNamespace("llm-demo")
                        .list()
                        .getItems())
                .singleElement()
                .satisfies(event -> assertThat(event.getInvolvedObject().getUid())
                        .isNotEmpty()
                        .isEqualTo(verification.decisive().orElseThrow().uid()));
        assertThat(hub.operator().v1().events().inAnyNamespace().list().getItems())
                .isEmpty();
    }

    @Test
    void writesNoSecondEventOfTheSame() {
        ClusterConnection link = link(Optional.empty(), Optional.of(true));
        Verification missing = verify(link, true);
        EventWriter events = new EventWriter(access);

        assertThat(events.write(link, missing, NOW)).isEmpty();
        assertThat(events.write(link, missing, NOW.plusSeconds(60))).isEmpty();

        assertThat(missing.reason()).contains("does not exist: create it, or correct sluice.clusters.demo.argocd");
        assertThat(hub.operator()
                        .v1()
                        .events()
                        .inNamespace("openshift-gitops")
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private void application(String destination, String more) {
        new Deployment(hub, URL)
                .application(
                        "source: { repoURL: \"%s\", path: clusters/demo }\n  destination: { %s }"
                                .formatted(URL, destination.replace(": ", ": \"") + "\""),
                        "sync: { status: Synced, revision: %s }\n  health: { status: Healthy }\n%s"
                                .formatted(COMMIT, more));
    }

    private Verification verify(ClusterConnection link, boolean alone) {
        Lineage lineage = (revision, commit) -> true;
        return new Verifier(new ClusterReader(access), lineage, ClusterConnections.NONE.pace(), alone, new Memory())
                .verify(link, EXPECTED, NOW);
    }

    private static ClusterConnection link(Optional<Path> kubeconfig, Optional<Boolean> own) {
        return new ClusterConnection(
                "demo",
                kubeconfig,
                own,
                false,
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo")));
    }
}
