package dev.sluice.follow;

import static dev.sluice.cluster.verification.Deployment.APPLIED;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.cluster.Call;
import dev.sluice.cluster.verification.Deployment;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import dev.sluice.run.Fleet;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationRoundTest {

    private static final String ZONE_1 = "master-01: EgressFirewall Rules applied";
    private static final String ZONE_2 = "worker-01: EgressFirewall Rules applied";
    private static final String REFUSED =
            "worker-01: EgressFirewall Rules not correctly applied: transaction timed out";
    private static final String ARGO = "argocd-controller";
    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));

    private WatchLab watch;

    @BeforeEach
    void publish(@TempDir Path folder) {
        watch = new WatchLab(folder, DEMO);
        watch.lab.run(DEMO);
        watch.deployment.lokiStack("Ready", "True", "");
        watch.deployment.flowCollector("Ready", "True", "");
        watch.deployment.agents(2, 2);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void followsACommitFromThePushToAnEditByHandAndBack() {
        // Given Argo CD at what was published before
        String old = watch.head();
        watch.deployment.synced(old);
        watch.lab.feeds.publish(with(GOOG, "8.8.8.8/32"), CLOUD);
        watch.lab.run(DEMO);
        String head = watch.head();
        List<Object> rules = watch.rules("llm-demo");

        // Then
        Verification pushed = both();
        assertThat(pushed.commit()).isEqualTo(head);
        assertThat(pushed.state()).isEqualTo(State.PENDING);
        assertThat(pushed.reason()).contains("at the older commit " + old.substring(0, 12));
        assertThat(pushed.since().time()).isEqualTo("2026-01-02T02:00:01Z");
        assertThat(watch.api.calls()).containsExactlyInAnyOrder(Call.GET_APPLICATION, Call.CREATE_EVENT);

        watch.deployment.synced(head);
        watch.deployment.firewall("llm-demo", rules, ARGO, APPLIED, ZONE_1);
        Verification firstZone = both();
        assertThat(firstZone.state()).isEqualTo(State.PENDING);
        assertThat(firstZone.reason()).contains("of its zones 1 reported");
        assertThat(firstZone.since().time()).isEqualTo("2026-01-02T02:02:00Z");

        watch.deployment.firewall("llm-demo", rules, ARGO, APPLIED, ZONE_1, REFUSED);
        Verification refused = both();
        assertThat(refused.state()).isEqualTo(State.FAILED);
        assertThat(refused.reason()).isEqualTo("EgressFirewall llm-demo/default: " + REFUSED);

        watch.deployment.firewall("llm-demo", rules, ARGO, APPLIED, ZONE_1, ZONE_2);
        Verification fixed = both();
        assertThat(fixed.state()).isEqualTo(State.VERIFIED);
        assertThat(fixed.since().time()).isEqualTo("2026-01-02T02:03:00Z");

        List<Object> edited = new ArrayList<>(rules);
        edited.remove(edited.size() - 2); // the last one allows the rest
        edited.addFirst(Map.of("type", "Allow", "to", Map.of("cidrSelector", "8.0.0.0/8")));
        Instant now = watch.clock.instant();
        watch.deployment.firewall("llm-demo", edited, "kubectl-edit", now, ZONE_1, ZONE_2);
        Verification drifted = both();
        assertThat(drifted.state()).isEqualTo(State.DRIFTED);
        assertThat(drifted.since()).hasToString(now.toString());
        assertThat(drifted.reason())
                .contains("kubectl-edit", "appeared: Allow 8.0.0.0/8; gone: Deny ")
                .doesNotContain("moved");

        watch.deployment.firewall("llm-demo", rules, ARGO, APPLIED, ZONE_1, ZONE_2);
        assertThat(both().state()).isEqualTo(State.VERIFIED);

        assertThat(watch.events())
                .extracting(Event::getReason, event -> event.getInvolvedObject().getKind(), event -> event.getMetadata()
                        .getNamespace())
                .containsExactlyInAnyOrder(
                        tuple("VerificationPending", "Application", "openshift-gitops"),
                        tuple("VerificationPending", "EgressFirewall", "llm-demo"),
                        tuple("VerificationFailed", "EgressFirewall", "llm-demo"),
                        tuple("Verified", "Application", "openshift-gitops"),
                        tuple("Drifted", "EgressFirewall", "llm-demo"));
    }

    /** The cluster as this instance sees it, and as one does that starts now. */
    private Verification both() {
        Verification before = watch.demo();
        watch.clock.advance(Duration.ofSeconds(10));
        watch.restart();
        Verification after = watch.demo();
        assertThat(after).isEqualTo(before);
        return after;
    }

    @Test
    void takesACommitOnTopForTheCommit() throws Exception {
        String commit = watch.head();
        watch.lab.repository.write("main", Map.of("README.md", "Fleet"));
        verified(watch.head());

        Verification verification = watch.demo();

        assertThat(verification.commit()).isEqualTo(commit);
        assertThat(verification.state()).isEqualTo(State.VERIFIED);
        assertThat(verification.revision()).hasValue(watch.head());
    }

    @Test
    void failsWhatStaysPending() {
        verified(watch.head());
        watch.deployment.lokiStack("Pending", "True", "no pods");
        assertThat(watch.demo().state()).isEqualTo(State.PENDING);

        watch.clock.advance(Duration.ofHours(1));

        assertThat(watch.demo().state()).isEqualTo(State.FAILED);
        assertThat(watch.demo().reason())
                .isEqualTo("LokiStack netobserv/loki: pending since 2026-01-02T02:03:00Z: Pending (Because): no pods");
    }

    @Test
    void goesOnWithWhatItKnowsWhileGitIsAway(@TempDir Path elsewhere) throws Exception {
        verified(watch.head());
        watch.look();
        Path repository = watch.lab.repository.directory();
        Files.move(repository, elsewhere.resolve("away"));

        assertThat(watch.demo().state()).isEqualTo(State.VERIFIED);
        assertThat(watch.warnings()).singleElement().asString().startsWith("the repository cannot be read");
    }

    @Test
    void saysWhichEventWasRefused() {
        verified(watch.head());
        watch.deployment.lokiStack("Failed", "True", "no bucket");
        watch.api.refuse("events", 403);

        watch.look();

        assertThat(watch.warnings())
                .singleElement()
                .asString()
                .startsWith("Event on LokiStack netobserv/loki: not allowed");
        watch.api.relent();
        assertThat(watch.events()).isEmpty();
        watch.look();
        assertThat(watch.warnings()).isEmpty();
        assertThat(watch.events()).hasSize(1);
    }

    @Test
    void namesWhatItCannotSee() {
        verified(watch.head());
        watch.api.refuse("lokistacks", 403);

        assertThat(watch.demo().state()).isEqualTo(State.PENDING);
        assertThat(watch.verifications.unseen())
                .containsExactly(
                        "cluster demo is not seen whole: LokiStack netobserv/loki: not allowed (403): see that the"
                                + " roles of manifests/ are bound");
    }

    @Test
    void staysDriftedWhileTheApiIsAway() {
        verified(watch.head());
        watch.look();
        Instant edited = watch.clock.instant();
        watch.deployment.firewall("llm-demo", List.of(), "kubectl-edit", edited, ZONE_1, ZONE_2);
        watch.look();
        int told = watch.events().size();
        watch.clock.advance(Duration.ofMinutes(5));
        watch.api.refuse("egressfirewalls", 503);

        Verification held = watch.demo();

        assertThat(held.state()).isEqualTo(State.DRIFTED);
        assertThat(held.notSeenSince()).hasValue(edited);
        assertThat(watch.verifications.unseen())
                .containsExactly(
                        "cluster demo is not seen whole: EgressFirewall llm-demo/default: the API answered 503");
        watch.api.relent();
        assertThat(watch.events()).hasSize(told);
        watch.api.refuse("egressfirewalls", 503);
        watch.restart();
        assertThat(watch.demo().state()).isEqualTo(State.PENDING);
    }

    @Test
    void forgetsWhatItSawWhileAnotherInstanceLeads() {
        verified(watch.head());
        watch.look();
        watch.standBy();
        watch.api.refuse("applications", 503);

        assertThat(watch.demo().state()).isEqualTo(State.PENDING);
    }

    @Test
    void namesTheProofFromInside() {
        Trial trial = new Trial(Trial.DEFAULT_IMAGE, Trial.DEFAULT_BLOCKED, Trial.DEFAULT_CONTROL);
        Target target = new Target(Fleet.target("llm-demo").firewall(), true, Optional.of(trial));
        Fleet proved = Fleet.of(cluster("demo", Optional.of(Fleet.LOKI), target));
        watch.lab.run(proved);
        verified(watch.head());
        watch.deployment.application(watch.head(), "Synced", "Healthy", """
                  operationState:
                    phase: Succeeded
                    finishedAt: "2026-01-02T02:01:00Z"
                    syncResult:
                      revision: %s
                      resources:
                        - { kind: Job, namespace: llm-demo, name: egress-firewall-trial, hookPhase: Succeeded }
                """.formatted(watch.head()));

        assertThat(watch.demo().basis())
                .anyMatch(ground -> ground.startsWith("Job llm-demo/egress-firewall-trial succeeded in the sync of "));
    }

    @Test
    void looksSoonerWhileAnythingIsPending() {
        verified(watch.head());
        assertThat(watch.look()).isFalse();

        watch.deployment.agents(2, 1);

        assertThat(watch.look()).isTrue();
    }

    @Test
    void tellsAnApplicationOfAnotherFolder() {
        watch.deployment.application(
                "source: { repoURL: \"https://git.example/other.git\", path: clusters/demo }",
                "sync: { status: Synced }");

        assertThat(watch.demo().state()).isEqualTo(State.FAILED);
        assertThat(watch.demo().reason()).contains("it deploys clusters/demo of https://git.example/other.git, not");
    }

    private void verified(String revision) {
        watch.deployment.application(revision, "Synced", "Healthy", Deployment.succeeded(revision));
        watch.deployment.firewall("llm-demo", watch.rules("llm-demo"), ARGO, APPLIED, ZONE_1, ZONE_2);
    }
}
