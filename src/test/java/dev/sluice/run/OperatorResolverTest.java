package dev.sluice.run;

import static dev.sluice.cluster.OperatorObjects.group;
import static dev.sluice.cluster.OperatorObjects.subscription;
import static dev.sluice.run.OperatorLab.KEY;
import static dev.sluice.run.OperatorLab.NAMESPACE;
import static dev.sluice.run.OperatorLab.OUR_GROUP;
import static dev.sluice.run.OperatorLab.OUR_NAMESPACE;
import static dev.sluice.run.OperatorLab.OUR_SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.ClusterConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which OperatorGroups and Subscriptions a run publishes beside what a cluster has already. */
class OperatorResolverTest {

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
    void installsAnOperatorWhereThereIsNone() {
        lab.server.put(subscription("openshift-logging", "cluster-logging", "cluster-logging"));
        lab.server.put(group("openshift-logging", "cluster-logging"));

        RunResult run = lab.committed();

        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void leavesAnOperatorToWhatInstalledIt() {
        // Given what OpenShift Logging's guide makes, whose Subscription has the name that Sluice would give it
        lab.server.put(group(NAMESPACE, "loki-operator"));
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        // When
        RunResult run = lab.committed();

        // Then
        assertThat(lab.ofLoki()).isEmpty();
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": Subscription openshift-operators-redhat/loki-operator is not Sluice's: the operator"
                                + " is left to it, and neither Subscription nor OperatorGroup is declared (manage: false says so"
                                + " without asking)");
        assertThat(run.unseenOperators()).isEmpty();
        assertThat(lab.objects())
                .contains("LokiStack netobserv/loki", "Subscription openshift-netobserv-operator/netobserv-operator");
    }

    @Test
    void leavesAnOperatorToASubscriptionInAnotherNamespace() {
        lab.server.put(subscription("openshift-operators", "by-the-console", "loki-operator"));

        lab.committed();

        assertThat(lab.ofLoki()).isEmpty();
    }

    @Test
    void comesToTheSameEndOnEveryLaterRun() {
        // Given
        lab.server.put(group(NAMESPACE, "loki-operator"));
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));
        List<String> said = lab.committed().warnings();

        // When
        for (int i = 0; i < 3; i++) {
            RunResult run = lab.run(lab.settings());

            // Then
            assertThat(run.outcome()).isInstanceOf(Outcome.Unchanged.class);
            assertThat(run.warnings()).isEqualTo(said);
        }
    }

    @Test
    void takesItsOwnObjectsForItsOwnOnceTheyAreOnTheCluster() {
        // Given what Argo CD applied of the first run
        lab.committed();
        lab.server.put(group(NAMESPACE, NAMESPACE));
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        // When
        RunResult run = lab.run(lab.settings());

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void takesWhatItsApplicationTracksForItsOwn() {
        // Given objects that an earlier publication left on the cluster
        String tracked = ", annotations: { argocd.argoproj.io/tracking-id:" + " \"sluice-demo:operators.coreos.com/%s:"
                + NAMESPACE + "/%s\" }";
        lab.server.put(group(NAMESPACE, NAMESPACE, tracked.formatted("OperatorGroup", NAMESPACE)));
        lab.server.put(subscription(
                NAMESPACE, "loki-operator", "loki-operator", tracked.formatted("Subscription", "loki-operator")));

        // When
        RunResult run = lab.committed();

        // Then
        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void leavesWhatAnotherApplicationTracks() {
        lab.server.put(subscription(
                NAMESPACE, "loki-operator", "loki-operator", ", labels: { app.kubernetes.io/instance: logging }"));

        lab.committed();

        assertThat(lab.ofLoki()).isEmpty();
    }

    @Test
    void declaresNoSecondOperatorGroup() {
        // Given a group that another operator of the namespace needs
        lab.server.put(group(NAMESPACE, "openshift-operators-redhat-x7k2p"));
        lab.server.put(subscription(NAMESPACE, "elasticsearch-operator", "elasticsearch-operator"));

        // When
        RunResult run = lab.committed();

        // Then
        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": OperatorGroup openshift-operators-redhat/openshift-operators-redhat-x7k2p is not"
                                + " Sluice's and is left alone: no second one is declared (operator-group: false says so without"
                                + " asking)");
        assertThat(lab.run(lab.settings()).outcome()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void withdrawsAGroupThatStandsBesideAnother() {
        // Given both, as an earlier release made it
        lab.committed();
        lab.server.put(group(NAMESPACE, NAMESPACE));
        lab.server.put(group(NAMESPACE, "loki-operator"));

        // When
        RunResult run = lab.committed();

        // Then
        assertThat(lab.ofLoki()).containsExactlyInAnyOrder(OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .endsWith("; OperatorGroup openshift-operators-redhat/openshift-operators-redhat, which Sluice declared"
                        + " before, is beside it: delete one of them, since no operator in the namespace works with"
                        + " both");
    }

    @Test
    void doesNotCallItsOwnFormerObjectsForeignWhereNoApplicationIsNamed() {
        // Given what stays on the cluster after it has left Git, as if Sluice had never been there
        lab.server.put(group(NAMESPACE, NAMESPACE));
        lab.server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));
        ClusterConnection unnamed =
                new ClusterConnection("demo", Optional.empty(), Optional.of(true), false, Optional.empty());

        // When
        RunResult run = lab.run(lab.settings(unnamed));

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.ofLoki()).isEmpty();
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": Subscription openshift-operators-redhat/loki-operator is not published by Sluice"
                                + " now: the operator is left to it, and neither Subscription nor OperatorGroup is declared (manage:"
                                + " false says so without asking); if Sluice published it before, name its Application in"
                                + " sluice.clusters.demo.argocd: what that tracks is Sluice's own");
    }

    @Test
    void knowsAnotherNameForForeignWithoutAnApplication() {
        lab.server.put(subscription("openshift-operators", "by-the-console", "loki-operator"));
        ClusterConnection unnamed =
                new ClusterConnection("demo", Optional.empty(), Optional.of(true), false, Optional.empty());

        RunResult run = lab.run(lab.settings(unnamed));

        assertThat(run.warnings())
                .singleElement()
                .asString()
                .contains("is not Sluice's")
                .doesNotContain("argocd");
    }

    @Test
    void doesNotCallItsOwnFormerGroupForeignWhereNoApplicationIsNamed() {
        lab.server.put(group(NAMESPACE, NAMESPACE));
        ClusterConnection unnamed =
                new ClusterConnection("demo", Optional.empty(), Optional.of(true), false, Optional.empty());

        RunResult run = lab.run(lab.settings(unnamed));

        assertThat(run.warnings())
                .containsExactly(KEY + ": OperatorGroup openshift-operators-redhat/openshift-operators-redhat is not"
                        + " published by Sluice now and is left alone: no second one is declared (operator-group: false says"
                        + " so without asking); if Sluice published it before, name its Application in"
                        + " sluice.clusters.demo.argocd: what that tracks is Sluice's own");
    }
}
