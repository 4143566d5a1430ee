package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.VerifierLab.LATER;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_1;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_2;
import static dev.sluice.cluster.verification.VerifierLab.at;
import static dev.sluice.cluster.verification.VerifierLab.firewall;
import static dev.sluice.cluster.verification.VerifierLab.loki;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last known state holds while an API is away. */
class HeldStateTest {

    private final VerifierLab lab = new VerifierLab();

    @BeforeEach
    void edit() {
        lab.deployment.firewall("llm-demo", List.of(), "kubectl-edit", at("02:05:00"), ZONE_1, ZONE_2);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"egressfirewalls", "applications", "apis"})
    void staysDrifted(String away) {
        Verification seen = lab.verify("02:10:00", firewall(Scope.WHOLE));
        lab.api.refuse(away, 503);

        lab.verify("02:15:00", firewall(Scope.WHOLE));
        Verification held = lab.verify("04:20:00", firewall(Scope.WHOLE));

        assertThat(seen.state()).isEqualTo(State.DRIFTED);
        assertThat(seen.notSeenSince()).isEmpty();
        assertThat(held.state()).isEqualTo(State.DRIFTED);
        assertThat(held.notSeenSince()).hasValue(at("02:10:00"));
        assertThat(held.since()).isEqualTo(seen.since());
        assertThat(held.cause()).isEqualTo(seen.cause());
        assertThat(held.reason()).isEqualTo(seen.reason() + "; not seen since 2026-01-02T02:10:00Z");
        assertThat(held.unseen()).isNotEmpty().allMatch(reason -> reason.contains("the API answered 503"));
        assertThat(held.isBlind()).isTrue();

        lab.api.relent();
        Verification again = lab.verify("04:25:00", firewall(Scope.WHOLE));
        assertThat(again).isEqualTo(seen);
    }

    @Test
    void isPendingWhereNoLookHasSeenIt() {
        lab.verify("02:10:00", firewall(Scope.WHOLE));
        lab.restart();
        lab.api.refuse("egressfirewalls", 503);

        lab.verify("02:15:00", firewall(Scope.WHOLE));
        Verification unseen = lab.verify("04:15:00", firewall(Scope.WHOLE));

        assertThat(unseen.state()).isEqualTo(State.PENDING);
        assertThat(unseen.isBlind()).isTrue();
        assertThat(unseen.notSeenSince()).hasValue(at("02:15:00"));
    }

    @Test
    void takesNothingGoodForAnotherCommit() {
        lab.verify("02:10:00", loki(Scope.WHOLE));
        lab.deployment.synced(LATER);
        lab.api.refuse("lokistacks", 503);

        assertThat(lab.verify("02:15:00", loki(Scope.WHOLE)).state()).isEqualTo(State.VERIFIED);
        assertThat(lab.verify(LATER, "02:20:00", loki(Scope.WHOLE)).state()).isEqualTo(State.PENDING);
    }

    @Test
    void keepsTroubleUntilItIsSeenToBeGone() {
        lab.verify("02:10:00", firewall(Scope.WHOLE));
        lab.deployment.synced(LATER);
        lab.api.refuse("egressfirewalls", 503);

        assertThat(lab.verify(LATER, "02:15:00", firewall(Scope.WHOLE)).state()).isEqualTo(State.DRIFTED);
    }

    @Test
    void doesNotFailWhatWasPendingWhileNobodySeesIt() {
        lab.deployment.lokiStack("Pending", "True", "no pods");
        lab.verify("02:10:00", loki(Scope.WHOLE));
        lab.api.refuse("lokistacks", 503);

        assertThat(lab.verify("12:00:00", loki(Scope.WHOLE)).state()).isEqualTo(State.PENDING);
    }

    @Test
    void namesAnObjectOnceThatItCannotSee() {
        lab.api.refuse("applications", 503);

        Verification unseen = lab.verify("02:10:00", firewall(Scope.WHOLE));

        assertThat(unseen.reason()).isEqualTo("Application openshift-gitops/sluice-demo: the API answered 503");
        assertThat(unseen.unseen()).containsExactly("Application openshift-gitops/sluice-demo: the API answered 503");
    }
}
