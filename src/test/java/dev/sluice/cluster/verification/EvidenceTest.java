package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static dev.sluice.cluster.verification.VerifierLab.COMMIT;
import static dev.sluice.cluster.verification.VerifierLab.RULES;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_1;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_2;
import static dev.sluice.cluster.verification.VerifierLab.at;
import static dev.sluice.cluster.verification.VerifierLab.firewall;
import static dev.sluice.cluster.verification.VerifierLab.proof;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verified firewall rests on. */
class EvidenceTest {

    private final VerifierLab lab = new VerifierLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void saysWhatItRestsOn() {
        assertThat(lab.verify("02:10:00", firewall(Scope.WHOLE)).basis())
                .containsExactly(
                        "Argo CD has synced it to cccccccccccc",
                        "its rules on the cluster are the committed ones",
                        "each of its zones says that they are applied",
                        "no failure was reported in the 60 s after they changed");
    }

    @Test
    void waitsForAFailureAfterTheRulesChanged() {
        lab.deployment.firewall("llm-demo", RULES, "argocd-controller", at("02:09:30"), ZONE_1, ZONE_2);

        Verification settling = lab.verify("02:10:29", firewall(Scope.WHOLE));
        assertThat(settling.state()).isEqualTo(State.PENDING);
        assertThat(settling.reason()).contains("its rules changed at 2026-01-02T02:09:30Z", "2026-01-02T02:10:30Z");
        assertThat(settling.basis()).containsExactly("Argo CD has synced it to cccccccccccc");

        Verification settled = lab.verify("02:10:30", firewall(Scope.WHOLE));
        assertThat(settled.state()).isEqualTo(State.VERIFIED);
        assertThat(settled.since()).hasToString("2026-01-02T02:10:30Z");
    }

    @Test
    void settlesFromTheSyncWhereTheObjectTellsNoTime() {
        lab.api.put("""
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata: { name: default, namespace: llm-demo }
                spec: { egress: [{ type: Deny, to: { cidrSelector: 8.8.8.0/24 } }] }
                status: { status: EgressFirewall Rules applied }
                """);

        assertThat(lab.verify("02:01:59", firewall(Scope.WHOLE)).state()).isEqualTo(State.PENDING);
        assertThat(lab.verify("02:02:00", firewall(Scope.WHOLE)).state()).isEqualTo(State.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "EgressFirewall Rules applied, VERIFIED",
        "EgressFirewall Rules not correctly applied, FAILED",
        "EgressFirewall Rules are looked at, PENDING"
    })
    void understandsAStatusWithoutAMessageForEachZone(String sum, State state) {
        lab.deployment.firewall("llm-demo", RULES, "argocd-controller", APPLIED, "status: " + sum, new String[0]);

        Verification verification = lab.verify("02:10:00", firewall(Scope.WHOLE));

        assertThat(verification.state()).isEqualTo(state);
        assertThat(verification
                        .basis()
                        .contains("its status says that they are applied, without a message for each zone"))
                .isEqualTo(state == State.VERIFIED);
    }

    @Test
    void isNotVerifiedWhereArgoCdCannotCompare() {
        lab.deployment.application(COMMIT, "Unknown", "Healthy", Deployment.succeeded(COMMIT));

        Verification verification = lab.verify("02:10:00", firewall(Scope.WHOLE));

        assertThat(verification.state()).isEqualTo(State.PENDING);
        assertThat(verification.reason()).contains("cannot tell whether it is in sync, it says Unknown");
    }

    @ParameterizedTest
    @CsvSource({"Succeeded, VERIFIED", "Failed, FAILED", "Running, PENDING"})
    void namesWhatTheProofFromInsideCameTo(String phase, State state) {
        hook(COMMIT, phase);

        Verification verification = lab.verify("02:10:00", firewall(Scope.WHOLE), proof());

        assertThat(verification.state()).isEqualTo(state);
        assertThat(verification
                        .basis()
                        .contains("Job llm-demo/egress-firewall-trial succeeded in the sync of cccccccccccc"))
                .isEqualTo(state == State.VERIFIED);
        assertThat(verification.findings().getLast().subject()).hasToString("Job llm-demo/egress-firewall-trial");
    }

    @Test
    void doesNotTakeTheProofOfAnOlderCommit() {
        hook("b".repeat(40), "Succeeded");

        Verification verification = lab.verify("02:10:00", firewall(Scope.WHOLE), proof());

        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.basis()).noneMatch(ground -> ground.contains("Job"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Error"})
    void keepsAFailedProofUntilAnotherSync(String phase) {
        hook("b".repeat(40), phase);

        Verification verification = lab.verify("02:10:00", firewall(Scope.WHOLE), proof());

        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason())
                .isEqualTo("Job llm-demo/egress-firewall-trial: its run in the sync ended as " + phase);
        assertThat(verification.since()).hasToString("2026-01-02T02:01:00Z");

        hook(COMMIT, "Succeeded");
        assertThat(lab.verify("02:11:00", firewall(Scope.WHOLE), proof()).state())
                .isEqualTo(State.VERIFIED);
    }

    private void hook(String revision, String phase) {
        lab.deployment.application(COMMIT, "Synced", "Healthy", """
                  operationState:
                    phase: Succeeded
                    startedAt: "2026-01-02T02:00:30Z"
                    finishedAt: "2026-01-02T02:01:00Z"
                    syncResult:
                      revision: %s
                      resources:
                        - { group: batch, kind: Job, namespace: llm-demo, name: egress-firewall-trial, hookType: Sync, hookPhase: %s }
                """.formatted(revision, phase));
    }
}
