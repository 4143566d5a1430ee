package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.operators.OperatorReader;
import dev.sluice.follow.Seeing;
import dev.sluice.gitops.Snapshot;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.render.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster that may have operators already, and runs that publish a LokiStack and a FlowCollector for it. */
final class OperatorLab implements AutoCloseable {

    static final String KEY = "sluice.clusters.demo.operators.loki";
    static final String NAMESPACE = "openshift-operators-redhat";

    static final String OUR_GROUP = "OperatorGroup " + NAMESPACE + "/" + NAMESPACE;
    static final String OUR_SUBSCRIPTION = "Subscription " + NAMESPACE + "/loki-operator";
    static final String OUR_NAMESPACE = "Namespace /" + NAMESPACE;

    final ApiServer server = new ApiServer();
    private final Access access = server.access();
    final RunLab lab;

    OperatorLab(Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    RunResult committed() {
        RunResult run = run(settings());
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        return run;
    }

    RunResult run(LabSettings settings) {
        return run(settings, false);
    }

    RunResult run(LabSettings settings, boolean hasApi) {
        OperatorResolver detection = new OperatorResolver(new OperatorReader(access), settings.links(), hasApi);
        ClusterFacts lookout = new Seeing() {
            @Override
            public OperatorResolver.WithOperators operators(PlanSettings asked, Snapshot published) {
                return detection.resolve(asked, published);
            }
        };
        return lab.run(settings, lookout);
    }

    LabSettings settings() {
        return settings(linked(Optional.of(true)));
    }

    LabSettings settings(ClusterConnection link) {
        return settings(cluster("demo", "llm-demo"), link);
    }

    LabSettings settings(Cluster cluster, ClusterConnection link) {
        LabSettings settings = lab.settings(Fleet.of(cluster));
        return settings.with(new ClusterConnections(List.of(link), ClusterConnections.NONE.pace()));
    }

    static ClusterConnection linked(Optional<Boolean> own) {
        return new ClusterConnection(
                "demo",
                Optional.empty(),
                own,
                false,
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo")));
    }

    /** What is published for the Loki Operator, each as kind, namespace and name. */
    List<String> ofLoki() {
        return objects().stream().filter(object -> object.contains(NAMESPACE)).toList();
    }

    List<String> objects() {
        return lab.files().entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(".yaml") && !file.getKey().endsWith("kustomization.yaml"))
                .map(file -> ObjectRef.parse(file.getValue()))
                .map(id -> id.kind() + " " + id.namespace() + "/" + id.name())
                .toList();
    }

    @Override
    public void close() {
        access.close();
        server.close();
    }
}
