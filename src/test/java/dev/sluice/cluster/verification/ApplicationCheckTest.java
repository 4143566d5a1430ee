package dev.sluice.cluster.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationCheckTest {

    private static final String OLD = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String COMMIT = "cccccccccccccccccccccccccccccccccccccccc";
    private static final String LATER = "dddddddddddddddddddddddddddddddddddddddd";
    private static final Instant COMMITTED = Instant.parse("2026-01-02T02:00:00Z");
    private static final String OURS =
            "source: { repoURL: \"git@git.example:platform/fleet\", path: ./clusters/demo/ }";

    @ParameterizedTest
    @ValueSource(strings = {COMMIT, LATER})
    void isThereAtTheCommitOrOneOnTop(String revision) {
        ApplicationProgress standing = standing(OURS, """
                sync: { status: Synced, revision: %s }
                  health: { status: Healthy }""".formatted(revision));

        assertThat(standing.isThere()).isTrue();
        assertThat(standing.finding().state()).isEqualTo(State.VERIFIED);
        assertThat(standing.since()).isEqualTo(COMMITTED);
    }

    @Test
    void isPendingAtAnOlderCommitHoweverIllItIs() {
        ApplicationProgress standing = standing(OURS, """
                sync: { status: Synced, revision: %s }
                  health: { status: Degraded }
                  operationState: { phase: Failed, message: hook, syncResult: { revision: %s } }""".formatted(OLD, OLD));

        assertThat(standing.isThere()).isFalse();
        assertThat(standing.finding().state()).isEqualTo(State.PENDING);
        assertThat(standing.finding().reason()).isEqualTo("Argo CD is at the older commit aaaaaaaaaaaa");
        assertThat(standing.finding().since()).hasValue(Since.told(COMMITTED));
    }

    @Test
    void saysWhereItIsOutsideTheBranch() {
        assertThat(standing(OURS, "sync: { status: Synced, revision: %s }".formatted("e".repeat(40)))
                        .finding()
                        .reason())
                .contains("not in the history of main");
    }

    @Test
    void waitsForACommitThatIsKnownAndNotSynced() {
        ApplicationProgress standing = standing(OURS, """
                sync: { status: OutOfSync, revision: %s }
                  operationState: { phase: Succeeded, syncResult: { revision: %s } }""".formatted(COMMIT, OLD));

        assertThat(standing.isThere()).isFalse();
        assertThat(standing.finding().state()).isEqualTo(State.PENDING);
        assertThat(standing.finding().reason()).contains("has not synced it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "Error"})
    void failsWithASync(String phase) {
        ApplicationProgress standing = standing(OURS, """
                sync: { status: OutOfSync, revision: %s }
                  operationState:
                    phase: %s
                    message: one or more objects failed to apply
                    finishedAt: "2026-01-02T02:01:00Z"
                    syncResult: { revision: %s }""".formatted(COMMIT, phase, COMMIT));

        assertThat(standing.finding().state()).isEqualTo(State.FAILED);
        assertThat(standing.finding().reason())
                .isEqualTo("the sync ended as " + phase + ": one or more objects failed to apply");
        assertThat(standing.finding().since()).hasValue(Since.told(Instant.parse("2026-01-02T02:01:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"Synced, Failed, FAILED", "OutOfSync, Failed, FAILED", "OutOfSync, Succeeded, PENDING"})
    void takesASyncThatTheHistoryDoesNotKnowForNoProofOfAnything(String sync, String phase, State state) {
        assertThat(standing(OURS, """
                sync: { status: %s, revision: %s }
                  health: { status: Healthy }
                  operationState: { phase: %s, syncResult: { revision: %s } }""".formatted(sync, LATER, phase, "e".repeat(40)))
                        .finding()
                        .state())
                .isEqualTo(state);
    }

    @Test
    void failsWhereArgoCdCannotCompare() {
        assertThat(standing(OURS, """
                conditions: [{ type: ComparisonError, message: repository not accessible }]
                  sync: { status: Unknown }""").finding())
                .extracting(Finding::state, Finding::reason)
                .containsExactly(State.FAILED, "ComparisonError: repository not accessible");
    }

    @Test
    void callsDriftWhatIsOutOfSyncAfterTheCommitWasApplied() {
        ApplicationProgress standing = standing(OURS, """
                sync: { status: OutOfSync, revision: %s }
                  operationState: { phase: Succeeded, syncResult: { revision: %s } }
                  resources:
                    - { kind: EgressFirewall, namespace: llm-demo, name: default, status: OutOfSync }
                    - { kind: LokiStack, namespace: netobserv, name: loki, status: Synced }""".formatted(COMMIT, COMMIT));

        assertThat(standing.isThere()).isTrue();
        assertThat(standing.finding().state()).isEqualTo(State.DRIFTED);
        assertThat(standing.finding().reason())
                .isEqualTo("Argo CD calls it OutOfSync: EgressFirewall llm-demo/default");
    }

    @Test
    void doesNotCallDriftWhatIsKeptOnPurpose() {
        assertThat(standing(OURS, """
                sync: { status: OutOfSync, revision: %s }
                  health: { status: Healthy }
                  operationState: { phase: Succeeded, syncResult: { revision: %s } }
                  resources:
                    - { kind: LokiStack, name: loki, status: OutOfSync, requiresPruning: true }""".formatted(COMMIT, COMMIT)).finding().state())
                .isEqualTo(State.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({"Degraded, FAILED", "Progressing, PENDING", "Missing, PENDING", "Unknown, PENDING", "Healthy, VERIFIED"
    })
    void takesTheHealthOfWhatIsSynced(String health, State state) {
        assertThat(standing(OURS, """
                sync: { status: Synced, revision: %s }
                  health: { status: %s }""".formatted(COMMIT, health)).finding().state())
                .isEqualTo(state);
    }

    @Test
    void findsItsSourceAmongSeveral() {
        ApplicationProgress standing = standing("""
                sources:
                    - { repoURL: "https://charts.example", chart: other, targetRevision: 1.2.3 }
                    - { repoURL: "https://git.example/platform/fleet.git", path: clusters/demo }""", """
                sync: { status: Synced, revisions: [1.2.3, %s] }
                  health: { status: Healthy }""".formatted(LATER));

        assertThat(standing.revision()).hasValue(LATER);
        assertThat(standing.finding().state()).isEqualTo(State.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "'repoURL: \"https://git.example/platform/other.git\", path: clusters/demo', it deploys",
        "'repoURL: \"https://git.example/platform/fleet.git\", path: clusters/other', it deploys",
        "'repoURL: \"ssh://git@git.example/platform/fleet\", path: clusters/demo, targetRevision: v1', it follows 'v1'"
    })
    void contradictsAnApplicationOfSomethingElse(String source, String reason) {
        ApplicationProgress standing = standing("source: { " + source + " }", """
                sync: { status: Synced, revision: %s }
                  health: { status: Healthy }""".formatted(COMMIT));

        assertThat(standing.isThere()).isFalse();
        assertThat(standing.finding().state()).isEqualTo(State.FAILED);
        assertThat(standing.finding().reason()).startsWith(reason);
    }

    private static ApplicationProgress standing(String spec, String status) {
        ObservedObject seen = ObservedObject.of(
                Serialization.unmarshal("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: { name: sluice-demo }
                spec:
                  %s
                status:
                  %s
                """.formatted(spec, status), GenericKubernetesResource.class));
        Expected expected = Expectations.of(
                "demo",
                COMMIT,
                COMMITTED,
                new Expected.GitFolder("https://git.example/platform/fleet.git", "main", "clusters/demo"),
                List.of());
        ObjectRef subject = new ObjectRef(ObjectKind.APPLICATION, "openshift-gitops", "sluice-demo");
        return new ApplicationCheck(subject, seen, expected, ApplicationCheckTest::holds).standing();
    }

    private static boolean holds(String revision, String commit) {
        List<String> branch = List.of(OLD, COMMIT, LATER);
        return branch.contains(commit) && branch.indexOf(revision) >= branch.indexOf(commit);
    }
}
