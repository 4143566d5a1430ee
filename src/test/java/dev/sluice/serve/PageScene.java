package dev.sluice.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.verification.Finding;
import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.run.RunService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened before people look: three changes were published, and a fourth is held. */
final class PageScene {

    private static final List<String> GOOG = List.of(
            "8.8.4.0/24",
            "8.8.8.0/24",
            "8.34.208.0/20",
            "34.64.0.0/10",
            "35.184.0.0/13",
            "35.191.0.0/16",
            "64.233.160.0/19",
            "66.102.0.0/20",
            "66.249.64.0/19",
            "70.32.128.0/19",
            "72.14.192.0/18",
            "108.177.0.0/17",
            "142.250.0.0/15",
            "172.217.0.0/16",
            "172.253.0.0/16",
            "173.194.0.0/16",
            "209.85.128.0/17",
            "216.58.192.0/19",
            "2001:4860::/32");

    private static final List<String> CLOUD =
            List.of("34.64.0.0/11", "34.96.0.0/12", "35.184.0.0/14", "35.188.0.0/15", "8.34.208.0/21");

    private final RunService runs;
    private final VerificationStore verifications;
    private final List<String> goog = new ArrayList<>(GOOG);

    PageScene(RunService runs, VerificationStore verifications) {
        this.runs = runs;
        this.verifications = verifications;
    }

    void play() {
        publish("committed");
        for (String more : List.of("192.178.0.0/15", "216.239.32.0/19")) {
            goog.add(more);
            publish("committed");
        }
        hold("74.125.0.0/16", "104.192.0.0/13", "130.211.0.0/16");
        follow();
    }

    /** A publication with far more addresses than a guard lets pass. */
    void hold(String... more) {
        goog.addAll(List.of(more));
        publish("held");
    }

    private void publish(String outcome) {
        Service.feeds().publish(goog, CLOUD);
        assertThat(runs.start().orElseThrow().report().outcome()).isEqualTo(outcome);
    }

    private void follow() {
        String commit = runs.branch().orElseThrow().commit().orElseThrow();
        Instant now = Instant.now();
        for (String cluster : List.of("berlin", "ohio")) {
            Finding good = finding(State.VERIFIED, "", now.minus(Duration.ofHours(5)), "shop", List.of());
            put(cluster, commit, State.VERIFIED, "", now.minus(Duration.ofHours(5)), List.of(good));
        }
        List<String> details = List.of("rule 9 is Allow 142.250.0.0/15, committed is Deny 142.250.0.0/15");
        put(
                "demo",
                commit,
                State.DRIFTED,
                "EgressFirewall shop/default: its rules are not the committed ones",
                now.minus(Duration.ofMinutes(12)),
                List.of(
                        finding(
                                State.DRIFTED,
                                "its rules are not the committed ones",
                                now.minus(Duration.ofMinutes(12)),
                                "shop",
                                details),
                        finding(State.VERIFIED, "", now.minus(Duration.ofHours(5)), "bank", List.of())));
    }

    private void put(String cluster, String commit, State state, String reason, Instant since, List<Finding> findings) {
        verifications.put(new FollowedCluster(
                new Verification(
                        cluster,
                        commit,
                        state,
                        reason,
                        reason,
                        Since.told(since),
                        List.of("openshift-gitops/sluice-" + cluster),
                        Optional.of(commit),
                        Optional.of(findings.getFirst()),
                        findings),
                List.of()));
    }

    private static Finding finding(State state, String reason, Instant since, String namespace, List<String> details) {
        return new Finding(
                new ObjectRef(ObjectKind.EGRESS_FIREWALL, namespace, "default"),
                "",
                state,
                reason,
                reason,
                Optional.of(Since.told(since)),
                details,
                state == State.VERIFIED ? List.of("applied in all zones") : List.of(),
                Optional.empty());
    }
}
