package dev.sluice.run;

import static dev.sluice.cluster.OperatorObjects.subscription;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static dev.sluice.run.Fleet.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.render.Cluster;
import dev.sluice.render.GitopsTool;
import dev.sluice.render.Operator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Earlier releases let Argo CD prune operators: one that is to leave Git now must not leave the cluster. */
class DepartingOperatorsTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "shop"));
    private static final String FOLDER = "clusters/demo/observability/";
    private static final String SUBSCRIPTION = FOLDER + "subscription-loki-operator.yaml";
    private static final String GROUP = FOLDER + "operator-group-openshift-operators-redhat.yaml";
    private static final String NAMESPACE = FOLDER + "namespace-openshift-operators-redhat.yaml";
    private static final String START = "sluice.clusters.demo.operators.loki: ";
    private static final String END = " would be pruned by Argo CD, since an earlier release published it without"
            + " Prune=false: it is written once more with it, and left out by a later run; let Argo CD sync first";

    private RunLab lab;
    private SortedMap<String, String> rendered;

    @BeforeEach
    void publish(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
        lab.run(DEMO);
        rendered = lab.files();
    }

    @Test
    void protectsAnOperatorThatIsNoLongerManagedBeforeItLeavesGit() {
        // Given
        EarlierLayout.lay(lab);
        Fleet unmanaged = DEMO.clusters(loki(false, false));

        // When
        RunResult run = prepared(unmanaged);

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).isEqualTo(rendered);
        assertThat(lab.files().get(SUBSCRIPTION)).contains("Prune=false");
        assertThat(run.warnings())
                .containsExactly(START + "Subscription openshift-operators-redhat/loki-operator, OperatorGroup"
                        + " openshift-operators-redhat/openshift-operators-redhat" + END);
        assertLeavesNext(unmanaged);
    }

    @Test
    void protectsTheOperatorOfALokiStackThatGoes() {
        // Given
        EarlierLayout.lay(lab);
        Fleet without = DEMO.clusters(cluster("demo", Optional.empty(), target("shop")));

        // When
        Outcome outcome = lab.run(without.acceptRemoval("loki"));

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files())
                .doesNotContainKey(FOLDER + "loki-stack-loki.yaml")
                .containsEntry(SUBSCRIPTION, rendered.get(SUBSCRIPTION))
                .containsEntry(GROUP, rendered.get(GROUP))
                .containsEntry(NAMESPACE, rendered.get(NAMESPACE));
        assertLeavesNext(without);
    }

    @Test
    void changesNothingElseOfASubscriptionThatLeaves() throws IOException {
        // Given
        String earlier = EarlierLayout.lay(lab).get("clusters/demo/subscription-loki-operator.yaml");
        lab.repository.write(
                "main",
                Map.of(
                        "clusters/demo/subscription-loki-operator.yaml",
                        earlier.replace("stable-6.4", "stable-6.2").replace("Automatic", "Manual")));

        // When
        lab.run(DEMO.clusters(loki(false, false)));

        // Then
        assertThat(lab.files())
                .containsEntry(
                        SUBSCRIPTION,
                        rendered.get(SUBSCRIPTION)
                                .replace("stable-6.4", "stable-6.2")
                                .replace("Automatic", "Manual"));
    }

    @Test
    void protectsAnOperatorGroupThatLeavesAlone() {
        // Given
        EarlierLayout.lay(lab);
        Fleet withoutGroup = DEMO.clusters(loki(true, false));

        // When
        RunResult run = prepared(withoutGroup);

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).isEqualTo(rendered);
        assertThat(run.warnings())
                .containsExactly(START + "OperatorGroup openshift-operators-redhat/openshift-operators-redhat" + END);
        assertThat(lab.run(withoutGroup)).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).doesNotContainKey(GROUP).containsKeys(SUBSCRIPTION, NAMESPACE);
        assertThat(lab.run(withoutGroup)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void protectsFromTheToolThatAppliesTheFolderNow() {
        // Given
        Cluster unmanaged = loki(false, false).with(GitopsTool.FLUX);

        // When
        RunResult run = prepared(DEMO.clusters(unmanaged));

        // Then
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .contains("would be pruned by Flux, since an earlier release published it without prune: disabled");
        assertThat(lab.files().get(SUBSCRIPTION)).contains("kustomize.toolkit.fluxcd.io/prune: disabled");
        assertLeavesNext(DEMO.clusters(unmanaged));
    }

    @Test
    void leavesOutAtOnceWhatIsProtectedAlready() {
        assertLeavesNext(DEMO.clusters(loki(false, false)));
    }

    @Test
    void takesNoFileOfOthersForAnOperator() throws IOException {
        // Given
        String foreign = rendered.get(SUBSCRIPTION).replaceFirst("#.*\n", "").replace("Prune=false", "");
        lab.repository.replace("main", Map.of(SUBSCRIPTION, foreign));
        Fleet unmanaged = DEMO.clusters(loki(false, false));

        // When
        RunResult run = prepared(unmanaged);

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.files()).containsEntry(SUBSCRIPTION, foreign).doesNotContainKey(GROUP);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void protectsAnOperatorThatIsLeftToAnotherSubscription(@TempDir Path folder) {
        try (OperatorLab operators = new OperatorLab(folder)) {
            // Given
            operators.committed();
            EarlierLayout.lay(operators.lab);
            operators.server.put(subscription("openshift-operators", "by-the-console", "loki-operator"));

            // When
            RunResult run = operators.committed();

            // Then
            assertThat(operators.ofLoki())
                    .containsExactlyInAnyOrder(
                            OperatorLab.OUR_GROUP, OperatorLab.OUR_SUBSCRIPTION, OperatorLab.OUR_NAMESPACE);
            assertThat(run.warnings())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(START)
                    .endsWith(END);
            operators.committed();
            assertThat(operators.ofLoki()).isEmpty();
            assertThat(operators.run(operators.settings()).outcome()).isEqualTo(new Outcome.Unchanged());
        }
    }

    private void assertLeavesNext(Fleet fleet) {
        RunResult run = prepared(fleet);
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(run.warnings()).isEmpty();
        assertThat(lab.files()).doesNotContainKeys(SUBSCRIPTION, GROUP, NAMESPACE);
        assertThat(lab.run(fleet)).isEqualTo(new Outcome.Unchanged());
    }

    private RunResult prepared(Fleet fleet) {
        return lab.run(fleet, lab::pushing, Optional.empty());
    }

    private static Cluster loki(boolean subscription, boolean group) {
        return cluster("demo", "shop")
                .with(Map.of(Operator.LOKI, Operator.LOKI.usual().limitedTo(subscription, group)));
    }
}
