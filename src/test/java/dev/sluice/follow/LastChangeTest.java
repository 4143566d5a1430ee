package dev.sluice.follow;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Deployment;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import dev.sluice.run.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit that leaves an Application nothing to sync says nothing about what its last sync came to. */
class LastChangeTest {

    private static final String ZONE_1 = "master-01: EgressFirewall Rules applied";
    private static final String ZONE_2 = "worker-01: EgressFirewall Rules applied";
    private static final Instant EDITED = Instant.parse("2026-01-02T02:12:00Z");
    private static final String OBSERVABILITY = "clusters/demo/observability/own.yaml";
    private static final Fleet DEMO = Fleet.of(cluster(
            "demo",
            Optional.of(Fleet.LOKI),
            new Target(
                    Fleet.target("llm-demo").firewall(),
                    true,
                    Optional.of(new Trial(Trial.DEFAULT_IMAGE, Trial.DEFAULT_BLOCKED, Trial.DEFAULT_CONTROL)))));

    @TempDir
    Path folder;

    private WatchLab watch;
    private String first;

    @BeforeEach
    void publish() {
        open(WatchLab.ofParts(folder.resolve("parts"), DEMO));
    }

    private void open(WatchLab opened) {
        watch = opened;
        watch.lab.run(DEMO);
        first = watch.head();
        watch.deployment.firewall("llm-demo", watch.rules("llm-demo"), "argocd-controller", APPLIED, ZONE_1, ZONE_2);
        watch.deployment.lokiStack("Ready", "True", "");
        watch.deployment.flowCollector("Ready", "True", "");
        watch.deployment.agents(2, 2);
        watch.deployment.part("observability", status("Synced", first, "Succeeded", first));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {OBSERVABILITY, "clusters/demo/.sluice/policy.txt", "clusters/demo/kustomization.yaml"})
    void keepsAFailedProofOverACommitElsewhere(String path) throws IOException {
        // Given
        watch.deployment.part("firewall", status("Synced", first, "Failed", first));
        Verification before = watch.demo();
        assertThat(before.state()).isEqualTo(State.FAILED);

        // When
        String second = write(path);
        watch.deployment.part("firewall", status("Synced", second, "Failed", first));
        watch.deployment.part("observability", status("Synced", second, "Succeeded", second));

        // Then
        Verification verification = watch.demo();
        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason())
                .contains("Job llm-demo/egress-firewall-trial: its run in the sync ended as Failed");
        assertThat(verification.since()).isEqualTo(before.since());
        assertThat(verification.commit()).isEqualTo(second);
        assertThat(verification.findings().getFirst().details())
                .containsExactly("the last commit that changed what it deploys is " + first);
    }

    @Test
    void keepsAFailedProofOverACommitThatLeftNothingToSync() throws IOException {
        // Given
        String second = write("clusters/demo/firewall/README.md");

        // When
        watch.deployment.part("firewall", status("Synced", second, "Failed", first));

        // Then
        Verification verification = watch.demo();
        assertThat(verification.state()).isEqualTo(State.FAILED);
        assertThat(verification.reason()).startsWith("Job llm-demo/egress-firewall-trial: ");
    }

    @Test
    void keepsAFailedProofOfOneApplicationForAll() throws IOException {
        // Given
        watch.close();
        open(new WatchLab(folder.resolve("whole"), DEMO));
        String second = write("clusters/demo/.sluice/policy.txt");

        // When
        watch.deployment.application(second, "Synced", "Healthy", operation("Failed", first));

        // Then
        assertThat(watch.demo().state()).isEqualTo(State.FAILED);
        assertThat(watch.demo().commit()).isEqualTo(second);
    }

    @Test
    void stillWaitsForAChangeOfItsOwn() {
        // Given
        watch.deployment.part("firewall", status("Synced", first, "Failed", first));

        // When
        watch.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        watch.lab.run(DEMO);

        // Then
        assertThat(watch.demo().state()).isEqualTo(State.PENDING);
        assertThat(watch.demo().reason()).contains("at the older commit " + first.substring(0, 12));
    }

    @Test
    void callsAnEditByHandDriftAfterACommitElsewhere() throws IOException {
        // Given
        watch.deployment.part("firewall", status("Synced", first, "Succeeded", first));
        assertThat(watch.demo().state()).isEqualTo(State.VERIFIED);
        String second = write(OBSERVABILITY);
        watch.deployment.part("observability", status("Synced", second, "Succeeded", second));

        // When
        watch.deployment.part("firewall", status("OutOfSync", second, "Succeeded", first));
        watch.clock.advance(Duration.ofMinutes(3));
        watch.deployment.firewall("llm-demo", List.of(), "kubectl-edit", EDITED, ZONE_1, ZONE_2);

        // Then
        Verification verification = watch.demo();
        assertThat(verification.state()).isEqualTo(State.DRIFTED);
        assertThat(verification.reason()).contains("last written by kubectl-edit");
        assertThat(verification.since()).hasToString(EDITED.toString());
    }

    private String write(String path) throws IOException {
        return watch.lab
                .repository
                .write("main", Map.of(path, "kind: ConfigMap\n"))
                .name();
    }

    private static String status(String sync, String revision, String phase, String applied) {
        return """
                sync: { status: %s, revision: "%s" }
                  health: { status: Healthy }
                %s""".formatted(sync, revision, operation(phase, applied));
    }

    private static String operation(String phase, String applied) {
        return """
                  operationState:
                    phase: %s
                    startedAt: "2026-01-02T02:00:30Z"
                    finishedAt: "%s"
                    syncResult:
                      revision: "%s"
                      resources:
                        - { kind: Job, namespace: llm-demo, name: egress-firewall-trial, hookPhase: %s }
                """.formatted(phase, Deployment.APPLIED, applied, phase);
    }
}
