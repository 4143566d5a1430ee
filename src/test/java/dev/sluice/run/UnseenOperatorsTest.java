package dev.sluice.run;

import static dev.sluice.cluster.OperatorObjects.subscription;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.OperatorLab.KEY;
import static dev.sluice.run.OperatorLab.NAMESPACE;
import static dev.sluice.run.OperatorLab.OUR_GROUP;
import static dev.sluice.run.OperatorLab.OUR_NAMESPACE;
import static dev.sluice.run.OperatorLab.OUR_SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.render.Cluster;
import dev.sluice.render.Operator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run publishes of operators where it cannot see the cluster, and which clusters it asks at all. */
class UnseenOperatorsTest {

    private OperatorLab lab;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        lab = new OperatorLab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void keepsToWhatIsPublishedWhileTheApiIsAway() {
        // Given
        lab.committed();
        List<String> before = lab.objects();
        lab.server.refuse("operators.coreos.com", 503);

        // When
        RunResult run = lab.run(lab.settings());

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(lab.objects()).isEqualTo(before);
        assertThat(run.unseenOperators())
                .contains(KEY + ": the cluster's operators cannot be seen: OperatorGroups in namespace"
                        + " openshift-operators-redhat: the API answered 503; what is published holds")
                .hasSize(2);
        assertThat(run.warnings()).isEqualTo(run.unseenOperators());
    }

    @Test
    void goesOnLeavingAnOperatorAloneWhileTheApiIsAway() {
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));
        lab.committed();
        lab.server.refuse("operators.coreos.com", 503);

        assertThat(lab.run(lab.settings()).outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(lab.ofLoki()).isEmpty();
    }

    @Test
    void installsNothingOnAClusterThatItNeverSaw() {
        // Given
        lab.server.refuse("operators.coreos.com", 403);

        // When
        RunResult run = lab.run(lab.settings());
        RunReport report = RunReport.of(1, Instant.EPOCH, Instant.EPOCH, run, "exact");

        // Then
        assertThat(report.outcome()).isEqualTo("committed");
        assertThat(lab.objects())
                .noneMatch(object -> object.startsWith("Subscription") || object.startsWith("OperatorGroup"));
        assertThat(lab.objects()).contains("EgressFirewall llm-demo/default");
        assertThat(report.unseen())
                .contains(
                        KEY + ": the cluster's operators cannot be seen: OperatorGroups in namespace"
                                + " openshift-operators-redhat: not allowed (403): see that the roles of manifests/ are bound; the"
                                + " operator is left out until they can be: it may be there already, and a second OperatorGroup"
                                + " would stop every operator in the namespace; if something else installs it, set manage: false");
        assertThat(report.warnings()).containsAll(report.unseen());

        // And later
        lab.server.relent();
        lab.committed();
        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
    }

    @Test
    void makesNoCallWhereNothingSaysWhereTheApiIs() {
        RunResult run = lab.run(lab.settings(OperatorLab.linked(Optional.empty())), false);

        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(lab.server.requests()).isZero();
    }

    @Test
    void takesTheOnlyClusterForTheOneThatItRunsIn() {
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        lab.run(lab.settings(OperatorLab.linked(Optional.empty())), true);

        assertThat(lab.ofLoki()).isEmpty();
    }

    @Test
    void makesNoCallForAnotherCluster() {
        lab.run(lab.settings(OperatorLab.linked(Optional.of(false))), true);

        assertThat(lab.server.requests()).isZero();
    }

    @Test
    void makesNoCallForOperatorsThatItDoesNotManage() {
        Cluster unmanaged = cluster("demo", "llm-demo")
                .with(Map.of(
                        Operator.LOKI,
                        Operator.LOKI.usual().limitedTo(false, false),
                        Operator.NETWORK_OBSERVABILITY,
                        Operator.NETWORK_OBSERVABILITY.usual().limitedTo(false, false)));

        lab.run(lab.settings(unmanaged, OperatorLab.linked(Optional.of(true))), true);

        assertThat(lab.server.requests()).isZero();
        assertThat(lab.ofLoki()).isEmpty();
    }
}
