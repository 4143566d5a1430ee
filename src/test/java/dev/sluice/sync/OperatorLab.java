package dev.sluice.sync;

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
import dev.sluice.render.ObjectId;
import dev.sluice.sync.settings.Settings;
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
    private final RunLab lab;

    OperatorLab(Path folder) {
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    Run committed() {
        Run run = run(settings());
        assertThat(run.execute()).isInstanceOf(Outcome.Committed.class);
        return run;
    }

    Run run(Settings settings) {
        return run(settings, false);
    }

    Run run(Settings settings, boolean hasApi) {
        OperatorDetection detection = new OperatorDetection(new OperatorReader(access), hasApi);
        Lookout lookout = new Seeing() {
            @Override
            public OperatorDetection.Resolved operators(Settings asked, Snapshot published) {
                return detection.resolve(asked, published);
            }
        };
        return new Run(settings, RunLab.reader(settings), RunLab.outlet(settings, lab::pushing), RunLab.WORDS, lookout);
    }

    Settings settings() {
        return settings(linked(Optional.of(true)));
    }

    Settings settings(Link link) {
        return settings(cluster("demo", "llm-demo"), link);
    }

    Settings settings(Cluster cluster, Link link) {
        Settings settings = lab.settings(Fleet.of(cluster));
        return settings.with(settings.access().with(new Links(List.of(link), Links.NONE.pace())));
    }

    static Link linked(Optional<Boolean> own) {
        return new Link(
                "demo",
                Optional.empty(),
                own,
                false,
                Optional.of(new Link.Application("openshift-gitops", "sluice-demo")));
    }

    /** What is published for the Loki Operator, each as kind, namespace and name. */
    List<String> ofLoki() {
        return objects().stream().filter(object -> object.contains(NAMESPACE)).toList();
    }

    List<String> objects() {
        return lab.files().entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(".yaml") && !file.getKey().endsWith("kustomization.yaml"))
                .map(file -> ObjectId.parse(file.getValue()))
                .map(id -> id.kind() + " " + id.namespace() + "/" + id.name())
                .toList();
    }

    @Override
    public void close() {
        access.close();
        server.close();
    }
}
