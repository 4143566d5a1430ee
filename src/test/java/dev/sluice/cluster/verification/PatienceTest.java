package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.VerifierLab.addresses;
import static dev.sluice.cluster.verification.VerifierLab.at;
import static dev.sluice.cluster.verification.VerifierLab.flows;
import static dev.sluice.cluster.verification.VerifierLab.loki;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Patience counts from when something went wrong, not from the sync at 02:01. */
class PatienceTest {

    private final VerifierLab lab = new VerifierLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void waitsForANodeThatRestartsLongAfterTheSync() {
        lab.deployment.agents(3, 2, Optional.of(at("02:40:00")));

        assertThat(lab.verify("02:41:00", flows()).state()).isEqualTo(State.PENDING);
        assertThat(lab.verify("02:41:00", flows()).since()).hasToString("2026-01-02T02:40:00Z");
        assertThat(lab.verify("03:09:59", flows()).state()).isEqualTo(State.PENDING);

        Verification late = lab.verify("03:10:00", flows());
        assertThat(late.state()).isEqualTo(State.FAILED);
        assertThat(late.reason()).contains("pending since 2026-01-02T02:40:00Z: 2 of 3 agents are ready");
        assertThat(late.since()).hasToString("2026-01-02T03:10:00Z");
        lab.restart();
        assertThat(lab.verify("03:10:00", flows())).isEqualTo(late);
    }

    @Test
    void readsTheTimeOfAStatusThatIsNoSubresource() {
        lab.deployment.egressIp("prod", Map.of(), Optional.of(at("02:40:00")));

        assertThat(lab.verify("02:41:00", addresses()).state()).isEqualTo(State.PENDING);
        assertThat(lab.verify("02:41:00", addresses()).since()).hasToString("2026-01-02T02:40:00Z");
    }

    @Test
    void saysSinceAtLeastWhereNoTimeTells() {
        lab.deployment.agents(3, 2, Optional.empty());

        assertThat(lab.verify("02:41:00", flows()).since()).hasToString("at least 2026-01-02T02:41:00Z");
        assertThat(lab.verify("03:10:59", flows()).state()).isEqualTo(State.PENDING);

        Verification late = lab.verify("03:11:00", flows());
        assertThat(late.state()).isEqualTo(State.FAILED);
        assertThat(late.reason()).contains("pending since at least 2026-01-02T02:41:00Z: 2 of 3");
        assertThat(late.since()).hasToString("at least 2026-01-02T03:11:00Z");
    }

    @Test
    void datesNothingBeforeALookThatSawItWell() {
        lab.verify("02:30:00", loki(Scope.WHOLE));
        lab.deployment.lokiStack("Pending", "True", "no pods"); // of 02:03, says its condition

        assertThat(lab.verify("02:35:00", loki(Scope.WHOLE)).state()).isEqualTo(State.PENDING);
        assertThat(lab.verify("02:35:00", loki(Scope.WHOLE)).since()).hasToString("at least 2026-01-02T02:35:00Z");
    }

    @Test
    void goesOnCountingWhileTheStatusIsWrittenAgainAndAgain() {
        for (int minute = 10; minute < 40; minute++) {
            lab.deployment.agents(3, minute % 2 + 1, Optional.of(at("02:" + minute + ":00")));
            assertThat(lab.verify("02:" + minute + ":30", flows()).state()).isEqualTo(State.PENDING);
        }

        assertThat(lab.verify("02:40:30", flows()).state()).isEqualTo(State.FAILED);
    }

    @Test
    void startsAnewAfterALookThatSawItWell() {
        lab.deployment.agents(3, 2, Optional.empty());
        lab.verify("02:10:00", flows());
        lab.deployment.agents(3, 3, Optional.empty());
        lab.verify("02:20:00", flows());
        lab.deployment.agents(3, 2, Optional.empty());

        lab.verify("02:30:00", flows());

        assertThat(lab.verify("02:59:00", flows()).state()).isEqualTo(State.PENDING);
        assertThat(lab.verify("02:59:00", flows()).since()).hasToString("at least 2026-01-02T02:30:00Z");
    }
}
