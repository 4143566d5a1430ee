package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.VerifierLab.COMMIT;
import static dev.sluice.cluster.verification.VerifierLab.RULES;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_1;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_2;
import static dev.sluice.cluster.verification.VerifierLab.at;
import static dev.sluice.cluster.verification.VerifierLab.firewall;
import static dev.sluice.cluster.verification.VerifierLab.loki;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Expected.Declared;
import dev.sluice.manifest.ObjectKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster whose firewall waits for no log store. */
class TwoApplicationsTest {

    private static final Declared FIREWALL = firewall(Scope.FIREWALL);
    private static final Declared LOKI = loki(Scope.OBSERVABILITY);
    private static final String REFUSED = "worker-01: EgressFirewall Rules not correctly applied: timed out";

    private final VerifierLab lab = new VerifierLab();

    @BeforeEach
    void deployBoth() {
        synced("firewall");
        synced("observability");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void verifiesBoth() {
        Verification verification = lab.verifyPair("02:10:00", FIREWALL, LOKI);

        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.reason())
                .isEqualTo("Argo CD applied the commit, and all of 2 objects are as committed and well");
        assertThat(verification.applications())
                .containsExactly("openshift-gitops/firewall", "openshift-gitops/observability");
        assertThat(verification.findings()).hasSize(4);
    }

    @Test
    void isPendingWhereTheLogStoreIs() {
        lab.deployment.lokiStack("Pending", "True", "no pods");

        assertThat(lab.verifyPair("02:10:00", FIREWALL, LOKI).state()).isEqualTo(State.PENDING);
        assertThat(lab.verifyPair("02:10:00", FIREWALL, LOKI).reason()).startsWith("LokiStack netobserv/loki: ");
    }

    @Test
    void doesNotHideTheFirewallsTroubleBehindTheLogStores() {
        lab.deployment.part("observability", """
                sync: { status: OutOfSync, revision: %s }
                  health: { status: Healthy }
                  operationState: { phase: Succeeded, finishedAt: "2026-01-02T02:01:00Z", syncResult: { revision: %s } }
                """.formatted(COMMIT, COMMIT));
        lab.deployment.firewall("llm-demo", RULES, "argocd-controller", at("02:01:00"), ZONE_1, REFUSED);

        Verification verification = lab.verifyPair("02:10:00", FIREWALL, LOKI);

        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason())
                .isEqualTo("EgressFirewall llm-demo/default: " + REFUSED
                        + "; Application openshift-gitops/observability: Argo CD calls it OutOfSync");
        assertThat(verification.decisive().orElseThrow().subject().kind()).isEqualTo(ObjectKind.EGRESS_FIREWALL);
    }

    @Test
    void looksAtTheFirewallWhileTheLogStoreIsStillAtTheOlderCommit() {
        lab.deployment.part("observability", "sync: { status: Synced, revision: %s }".formatted("b".repeat(40)));
        lab.deployment.firewall("llm-demo", List.of(), "kubectl-edit", at("02:05:00"), ZONE_1, ZONE_2);

        assertThat(lab.verifyPair("02:10:00", FIREWALL, LOKI).state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void saysTheLogStoresTroubleWhileTheFirewallIsOnItsWay() {
        lab.deployment.part("firewall", "sync: { status: Synced, revision: %s }".formatted("b".repeat(40)));
        lab.deployment.lokiStack("Failed", "True", "no bucket");

        Verification verification = lab.verifyPair("02:10:00", FIREWALL, LOKI);

        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason())
                .isEqualTo(
                        "LokiStack netobserv/loki: Failed (Because): no bucket; Application openshift-gitops/firewall:"
                                + " Argo CD is at the older commit bbbbbbbbbbbb");
    }

    @Test
    void needsNoApplicationForWhatIsNotCommitted() {
        lab.api.delete("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: observability, namespace: openshift-gitops }
                """);

        Verification verification = lab.verifyPair("02:10:00", FIREWALL);

        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.applications()).containsExactly("openshift-gitops/firewall");
    }

    @Test
    void waitsUntilALogStoreThatLeftGitIsPruned() {
        // Given
        lab.deployment.part("observability", "sync: { status: OutOfSync, revision: %s }".formatted(COMMIT));

        // When
        Verification verification = lab.verifyPair(List.of("firewall", "observability"), "02:10:00", FIREWALL);

        // Then
        assertThat(verification.state()).isEqualTo(State.PENDING);
        assertThat(verification.reason())
                .startsWith("Application openshift-gitops/observability: Argo CD knows commit cccccccccccc and has not"
                        + " synced it");
        assertThat(verification.applications())
                .containsExactly("openshift-gitops/firewall", "openshift-gitops/observability");
    }

    @Test
    void saysThatArgoCdRefusesToPruneTheLastObjects() {
        lab.deployment.part("firewall", """
                sync: { status: OutOfSync, revision: %s }
                  conditions: [{ type: SyncError, message: "auto-sync will wipe out all resources" }]
                """.formatted(COMMIT));

        Verification verification = lab.verifyPair(List.of("firewall", "observability"), "02:10:00", LOKI);

        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason()).contains("SyncError: auto-sync will wipe out all resources");
    }

    @Test
    void verifiesAFolderThatHoldsNothingAnyMore() {
        Verification verification = lab.verifyPair(List.of("firewall", "observability"), "02:10:00", FIREWALL);

        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.applications())
                .containsExactly("openshift-gitops/firewall", "openshift-gitops/observability");
    }

    @Test
    void waitsForARunThatWritesTheFolders() {
        Verification verification = lab.verifyPair("23:00:00", firewall(Scope.WHOLE), loki(Scope.WHOLE));

        assertThat(verification.state()).isEqualTo(State.PENDING);
        assertThat(verification.reason())
                .startsWith(
                        "Application openshift-gitops/firewall: the last commit for the cluster has no folder firewall"
                                + " yet: a run must write it first")
                .containsOnlyOnce("openshift-gitops/firewall");
    }

    @Test
    void takesOneApplicationForBothFolders() {
        Verification verification = lab.verify("02:10:00", FIREWALL, LOKI);

        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.findings()).hasSize(3);
    }

    @Test
    void contradictsAnApplicationOfTheOtherFolder() {
        lab.deployment.part("firewall", "sync: { status: Synced }");
        lab.api.put("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: firewall, namespace: openshift-gitops }
                spec: { source: { repoURL: "https://git.example/platform/fleet.git", path: clusters/demo } }
                status: { sync: { status: Synced, revision: %s } }
                """.formatted(COMMIT));

        assertThat(lab.verifyPair("02:10:00", FIREWALL).state()).isEqualTo(State.FAILED);
        assertThat(lab.verifyPair("02:10:00", FIREWALL).reason())
                .contains("it deploys clusters/demo of", "not clusters/demo/firewall of");
    }

    private void synced(String folder) {
        lab.deployment.part(folder, """
                sync: { status: Synced, revision: %s }
                  health: { status: Healthy }
                  operationState: { phase: Succeeded, finishedAt: "2026-01-02T02:01:00Z", syncResult: { revision: %s } }
                """.formatted(COMMIT, COMMIT));
    }
}
