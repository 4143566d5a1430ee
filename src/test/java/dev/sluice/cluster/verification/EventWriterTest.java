package dev.sluice.cluster.verification;

import static dev.sluice.cluster.verification.VerifierLab.COMMIT;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_1;
import static dev.sluice.cluster.verification.VerifierLab.ZONE_2;
import static dev.sluice.cluster.verification.VerifierLab.addresses;
import static dev.sluice.cluster.verification.VerifierLab.at;
import static dev.sluice.cluster.verification.VerifierLab.firewall;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventWriterTest {

    private final VerifierLab lab = new VerifierLab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void writesOneWarningHoweverArgoCdWordsIt() {
        for (String message : List.of("retried 1 times", "retried 2 times at 3:04PM", "dial tcp: connection refused")) {
            lab.deployment.application(COMMIT, "OutOfSync", "Healthy", Deployment.operation("Failed", COMMIT, message));
            write(lab.verify("02:10:00", firewall(Scope.WHOLE)));
        }

        assertThat(events()).hasSize(1);
    }

    @Test
    void writesAnotherWarningForAnotherTrouble() {
        lab.deployment.application(COMMIT, "OutOfSync", "Healthy", Deployment.operation("Failed", COMMIT, "retried"));
        write(lab.verify("02:10:00", firewall(Scope.WHOLE)));
        lab.deployment.application(COMMIT, "Synced", "Degraded", Deployment.succeeded(COMMIT));
        write(lab.verify("02:10:00", firewall(Scope.WHOLE)));

        assertThat(events()).hasSize(2);
    }

    @Test
    void writesAnotherWarningForASecondEdit() {
        for (String time : List.of("02:05:00", "02:06:00")) {
            lab.deployment.firewall("llm-demo", List.of(), "kubectl-edit", at(time), ZONE_1, ZONE_2);
            write(lab.verify("02:10:00", firewall(Scope.WHOLE)));
        }

        assertThat(events()).hasSize(2).allMatch(event -> event.getReason().equals("Drifted"));
    }

    @Test
    void writesAboutTheNamespaceWhereThatIsGone() {
        lab.deployment.firewall("llm-demo", List.of(), "kubectl-edit", at("02:05:00"), ZONE_1, ZONE_2);
        Verification drifted = lab.verify("02:10:00", firewall(Scope.WHOLE));
        lab.api.refuse("namespaces/llm-demo/events", 404);

        write(drifted);

        lab.api.relent();
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
            assertThat(event.getInvolvedObject().getKind()).isEqualTo("Namespace");
            assertThat(event.getInvolvedObject().getName()).isEqualTo("llm-demo");
            assertThat(event.getInvolvedObject().getNamespace()).isNull();
            assertThat(event.getMessage()).startsWith("EgressFirewall llm-demo/default: commit ccc");
        });
    }

    @Test
    void writesAboutAnObjectOutsideNamespacesInTheDefaultOne() {
        lab.deployment.egressIp("prod", Map.of(), Optional.empty());

        write(lab.verify("02:10:00", addresses()));

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getMetadata().getNamespace()).isEqualTo("default");
            assertThat(event.getInvolvedObject().getKind()).isEqualTo("EgressIP");
        });
    }

    private void write(Verification verification) {
        assertThat(lab.events.write(lab.link(), verification, at("02:10:00"))).isEmpty();
    }

    private List<Event> events() {
        return lab.api.operator().v1().events().inAnyNamespace().list().getItems();
    }
}
