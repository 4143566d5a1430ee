package dev.sluice.sync;

import static dev.sluice.cluster.OperatorObjects.group;
import static dev.sluice.cluster.OperatorObjects.subscription;
import static dev.sluice.sync.FeedFiles.CLOUD;
import static dev.sluice.sync.FeedFiles.GOOG;
import static dev.sluice.sync.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.Link;
import dev.sluice.cluster.Links;
import dev.sluice.cluster.operators.OperatorReader;
import dev.sluice.gitops.Snapshot;
import dev.sluice.render.Cluster;
import dev.sluice.render.Operator;
import dev.sluice.sync.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which OperatorGroups and Subscriptions a run publishes beside what a cluster has already. */
class OperatorDetectionTest {

    private static final String KEY = "sluice.clusters.demo.operators.loki";
    private static final String NAMESPACE = "openshift-operators-redhat";

    private static final String OUR_GROUP = "OperatorGroup " + NAMESPACE + "/" + NAMESPACE;
    private static final String OUR_SUBSCRIPTION = "Subscription " + NAMESPACE + "/loki-operator";
    private static final String OUR_NAMESPACE = "Namespace /" + NAMESPACE;

    private final ApiServer server = new ApiServer();
    private final Access access = server.access();
    private RunLab lab;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    @AfterEach
    void close() {
        access.close();
        server.close();
    }

    @Test
    void installsAnOperatorWhereThereIsNone() {
        server.put(subscription("openshift-logging", "cluster-logging", "cluster-logging"));
        server.put(group("openshift-logging", "cluster-logging"));

        Run run = committed();

        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void leavesAnOperatorToWhatInstalledIt() {
        // Given what OpenShift Logging's guide makes, whose Subscription has the name that Sluice would give it
        server.put(group(NAMESPACE, "loki-operator"));
        server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        // When
        Run run = committed();

        // Then
        assertThat(ofLoki()).isEmpty();
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": Subscription openshift-operators-redhat/loki-operator is not Sluice's: the operator"
                                + " is left to it, and neither Subscription nor OperatorGroup is declared (manage: false says so"
                                + " without asking)");
        assertThat(run.unseenOperators()).isEmpty();
        assertThat(objects())
                .contains("LokiStack netobserv/loki", "Subscription openshift-netobserv-operator/netobserv-operator");
    }

    @Test
    void leavesAnOperatorToASubscriptionInAnotherNamespace() {
        server.put(subscription("openshift-operators", "by-the-console", "loki-operator"));

        committed();

        assertThat(ofLoki()).isEmpty();
    }

    @Test
    void comesToTheSameEndOnEveryLaterRun() {
        // Given
        server.put(group(NAMESPACE, "loki-operator"));
        server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));
        List<String> said = committed().warnings();

        // When
        for (int i = 0; i < 3; i++) {
            Run run = run(settings());

            // Then
            assertThat(run.execute()).isInstanceOf(Outcome.Unchanged.class);
            assertThat(run.warnings()).isEqualTo(said);
        }
    }

    @Test
    void takesItsOwnObjectsForItsOwnOnceTheyAreOnTheCluster() {
        // Given what Argo CD applied of the first run
        committed();
        server.put(group(NAMESPACE, NAMESPACE));
        server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        // When
        Run run = run(settings());

        // Then
        assertThat(run.execute()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void takesWhatItsApplicationTracksForItsOwn() {
        // Given objects that an earlier publication left on the cluster
        String tracked = ", annotations: { argocd.argoproj.io/tracking-id:" + " \"sluice-demo:operators.coreos.com/%s:"
                + NAMESPACE + "/%s\" }";
        server.put(group(NAMESPACE, NAMESPACE, tracked.formatted("OperatorGroup", NAMESPACE)));
        server.put(subscription(
                NAMESPACE, "loki-operator", "loki-operator", tracked.formatted("Subscription", "loki-operator")));

        // When
        Run run = committed();

        // Then
        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void leavesWhatAnotherApplicationTracks() {
        server.put(subscription(
                NAMESPACE, "loki-operator", "loki-operator", ", labels: { app.kubernetes.io/instance: logging }"));

        committed();

        assertThat(ofLoki()).isEmpty();
    }

    @Test
    void declaresNoSecondOperatorGroup() {
        // Given a group that another operator of the namespace needs
        server.put(group(NAMESPACE, "openshift-operators-redhat-x7k2p"));
        server.put(subscription(NAMESPACE, "elasticsearch-operator", "elasticsearch-operator"));

        // When
        Run run = committed();

        // Then
        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings())
                .containsExactly(
                        KEY + ": OperatorGroup openshift-operators-redhat/openshift-operators-redhat-x7k2p is not"
                                + " Sluice's and is left alone: no second one is declared (operator-group: false says so without"
                                + " asking)");
        assertThat(run(settings()).execute()).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void withdrawsAGroupThatStandsBesideAnother() {
        // Given both, as an earlier release made it
        committed();
        server.put(group(NAMESPACE, NAMESPACE));
        server.put(group(NAMESPACE, "loki-operator"));

        // When
        Run run = committed();

        // Then
        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .endsWith("; OperatorGroup openshift-operators-redhat/openshift-operators-redhat, which Sluice declared"
                        + " before, stands beside it: delete one of them, since no operator in the namespace works with"
                        + " both");
    }

    @Test
    void keepsToWhatIsPublishedWhileTheApiIsAway() {
        // Given
        committed();
        List<String> before = objects();
        server.refuse("operators.coreos.com", 503);

        // When
        Run run = run(settings());

        // Then
        assertThat(run.execute()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(objects()).isEqualTo(before);
        assertThat(run.unseenOperators())
                .contains(KEY + ": the cluster's operators cannot be seen: OperatorGroups in namespace"
                        + " openshift-operators-redhat: the API answered 503; what is published holds")
                .hasSize(2);
        assertThat(run.warnings()).isEqualTo(run.unseenOperators());
    }

    @Test
    void goesOnLeavingAnOperatorAloneWhileTheApiIsAway() {
        server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));
        committed();
        server.refuse("operators.coreos.com", 503);

        assertThat(run(settings()).execute()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(ofLoki()).isEmpty();
    }

    @Test
    void installsNothingOnAClusterThatItNeverSaw() {
        // Given
        server.refuse("operators.coreos.com", 403);

        // When
        Run run = run(settings());
        RunReport report = RunReport.of(1, Instant.EPOCH, Instant.EPOCH, run.execute(), run, "exact");

        // Then
        assertThat(report.outcome()).isEqualTo("committed");
        assertThat(objects())
                .noneMatch(object -> object.startsWith("Subscription") || object.startsWith("OperatorGroup"));
        assertThat(objects()).contains("EgressFirewall llm-demo/default");
        assertThat(report.unseen())
                .contains(
                        KEY + ": the cluster's operators cannot be seen: OperatorGroups in namespace"
                                + " openshift-operators-redhat: not allowed (403): see that the roles of manifests/ are bound; the"
                                + " operator is left out until they can be: it may be there already, and a second OperatorGroup"
                                + " would stop every operator in the namespace; if something else installs it, set manage: false");
        assertThat(report.warnings()).containsAll(report.unseen());

        // And later
        server.relent();
        committed();
        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
    }

    @Test
    void makesNoCallWhereNothingSaysWhereTheApiIs() {
        Run run = run(settings(linked(Optional.empty())), false);

        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(ofLoki()).containsExactlyInAnyOrder(OUR_GROUP, OUR_SUBSCRIPTION, OUR_NAMESPACE);
        assertThat(server.requests()).isZero();
    }

    @Test
    void takesTheOnlyClusterForTheOneThatItRunsIn() {
        server.put(subscription(NAMESPACE, "loki-operator", "loki-operator"));

        run(settings(linked(Optional.empty())), true).execute();

        assertThat(ofLoki()).isEmpty();
    }

    @Test
    void makesNoCallForAnotherCluster() {
        run(settings(linked(Optional.of(false))), true).execute();

        assertThat(server.requests()).isZero();
    }

    @Test
    void makesNoCallForOperatorsThatItDoesNotManage() {
        Cluster unmanaged = cluster("demo", "llm-demo")
                .with(Map.of(
                        Operator.LOKI,
                        Operator.LOKI.usual().limitedTo(false, false),
                        Operator.NETWORK_OBSERVABILITY,
                        Operator.NETWORK_OBSERVABILITY.usual().limitedTo(false, false)));

        run(settings(unmanaged, linked(Optional.of(true))), true).execute();

        assertThat(server.requests()).isZero();
        assertThat(ofLoki()).isEmpty();
    }

    private Run committed() {
        Run run = run(settings());
        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        return run;
    }

    private Run run(Settings settings) {
        return run(settings, false);
    }

    private Run run(Settings settings, boolean hasApi) {
        OperatorDetection detection = new OperatorDetection(new OperatorReader(access), hasApi);
        Lookout lookout = new Seeing() {
            @Override
            public OperatorDetection.Resolved operators(Settings asked, Snapshot published) {
                return detection.resolve(asked, published);
            }
        };
        return new Run(settings, RunLab.reader(settings), RunLab.outlet(settings, lab::pushing), RunLab.WORDS, lookout);
    }

    private Settings settings() {
        return settings(linked(Optional.of(true)));
    }

    private Settings settings(Link link) {
        return settings(cluster("demo", "llm-demo"), link);
    }

    private Settings settings(Cluster cluster, Link link) {
        Settings settings = lab.settings(Fleet.of(cluster));
        return settings.with(settings.access().with(new Links(List.of(link), Links.NONE.pace())));
    }

    private static Link linked(Optional<Boolean> own) {
        return new Link(
                "demo",
                Optional.empty(),
                own,
                false,
                Optional.of(new Link.Application("openshift-gitops", "sluice-demo")));
    }

    /** What is published for the Loki Operator, each as kind, namespace and name. */
    private List<String> ofLoki() {
        return objects().stream().filter(object -> object.contains(NAMESPACE)).toList();
    }

    private List<String> objects() {
        return lab.files().entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(".yaml") && !file.getKey().endsWith("kustomization.yaml"))
                .map(file -> dev.sluice.render.ObjectId.parse(file.getValue()))
                .map(id -> id.kind() + " " + id.namespace() + "/" + id.name())
                .toList();
    }
}
