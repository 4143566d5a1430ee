package dev.sluice.run;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.cluster.networks.NetworkDetector;
import dev.sluice.follow.Seeing;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.render.Cluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Runs for a cluster named demo, whose networks are detected from an API server. */
public final class DetectionLab implements AutoCloseable {

    public static final Networks NONE = new Networks(List.of(), List.of(), List.of());

    /** The key of the cluster's networks. */
    static final String KEY = "sluice.clusters.demo.networks";

    final ApiServer server = new ApiServer();
    public final RunLab lab;
    private final Access access;

    DetectionLab(Path folder) {
        this(folder, Optional.empty());
    }

    /** @param other how another API than the lab's own is asked */
    public DetectionLab(Path folder, Optional<Access> other) {
        access = other.orElseGet(server::access);
        lab = new RunLab(folder);
        lab.feeds.publish(GOOG, CLOUD);
    }

    public RunResult run(LabSettings settings) {
        NetworkResolver detection = new NetworkResolver(
                new NetworkDetector(access), new FeatureGates(access), settings.links(), settings.detection());
        ClusterFacts lookout = new Seeing() {
            @Override
            public NetworkResolver.WithNetworks networks(PlanSettings asked, Snapshot published) {
                return detection.resolve(asked, published);
            }
        };
        return lab.run(settings, lookout);
    }

    /** @param configured networks that are given beside the detected ones */
    public LabSettings detecting(Networks configured) {
        return detecting(cluster("demo", "llm-demo").with(configured), DetectionTerms.DEFAULT);
    }

    /** @param before the first rules of the one firewall */
    LabSettings detecting(DetectionTerms terms, Rule... before) {
        return detecting(
                cluster("demo", Optional.empty(), Fleet.target("llm-demo", Action.ALLOW, before))
                        .with(NONE),
                terms);
    }

    /** Nodes are allowed by their addresses. */
    LabSettings byAddresses() {
        return detecting(cluster("demo", "llm-demo").with(NONE), new DetectionTerms(true, false));
    }

    /** Every node may host egress addresses. */
    LabSettings onEveryNode() {
        return detecting(cluster("demo", "llm-demo").with(NONE), new DetectionTerms(false, false, true));
    }

    private LabSettings detecting(Cluster cluster, DetectionTerms terms) {
        ClusterConnection link =
                new ClusterConnection("demo", Optional.empty(), Optional.empty(), true, Optional.empty());
        LabSettings settings = lab.settings(Fleet.of(cluster));
        return settings.with(new ClusterConnections(List.of(link), ClusterConnections.NONE.pace()))
                .with(Map.of("demo", terms));
    }

    /** Kind and prefix of each network in the published policy. */
    List<String> published() {
        return files().get("clusters/demo/.sluice/policy.txt")
                .lines()
                .filter(line -> line.startsWith("network "))
                .map(line -> line.substring("network ".length()))
                .toList();
    }

    String firewall() {
        return files().values().stream()
                .filter(text -> text.contains("\nkind: EgressFirewall\n"))
                .findFirst()
                .orElseThrow();
    }

    SortedMap<String, String> files() {
        return lab.files();
    }

    /** Whether the branch holds no commit. */
    boolean isEmpty() {
        return lab.open(Fleet.of()).fetch().commit().isEmpty();
    }

    @Override
    public void close() {
        access.close();
        server.close();
    }
}
