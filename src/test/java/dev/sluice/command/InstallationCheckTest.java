package dev.sluice.command;

import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.ApiServer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.verification.Deployment;
import dev.sluice.feed.FeedClient;
import dev.sluice.feed.FeedSource;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.FeedFiles;
import dev.sluice.run.Fleet;
import dev.sluice.run.LabSettings;
import dev.sluice.run.RepositoryAccess;
import dev.sluice.run.RunLab;
import dev.sluice.text.Colours;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that are followed and asked for nothing else. */
class InstallationCheckTest {

    private static final Fleet DEMO = Fleet.of(cluster("demo", "llm-demo"));
    private static final String COMMIT = "c".repeat(40);

    private final ApiServer api = new ApiServer();
    private final Access access = api.access(Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private RunLab lab;

    @BeforeEach
    void publish() {
        lab = new RunLab(folder);
        lab.feeds.publish(FeedFiles.GOOG, FeedFiles.CLOUD);
    }

    @AfterEach
    void close() {
        access.close();
        api.close();
    }

    @Test
    void readsWhatDeploysAClusterAndWhatTheClusterHas() {
        // Given
        Deployment deployment = new Deployment(api, lab.repository.url());
        deployment.synced(COMMIT);
        deployment.firewall(
                "llm-demo",
                List.of(Map.of("type", "Deny", "to", Map.of("cidrSelector", "8.8.8.0/24"))),
                "argocd-controller",
                Deployment.APPLIED,
                "master-01: EgressFirewall Rules applied");

        // When
        List<String> lines = lines(Optional.of(api.kubeconfig(folder)));

        // Then
        assertThat(lines)
                .endsWith(
                        "works  deployment of demo: Application openshift-gitops/sluice-demo can be read: Synced, Healthy",
                        "works  API of demo: the firewall of llm-demo can be read: 1 rules");
    }

    @Test
    void saysWhatIsNotThereYet() {
        assertThat(lines(Optional.empty()))
                .endsWith("look   deployment of demo: Application openshift-gitops/sluice-demo does not exist yet,"
                        + " though the API answers");
    }

    @Test
    void failsWhereItMayNotBeRead() {
        // Given
        api.refuse("/applications/", 403);

        // When
        List<String> lines = lines(Optional.empty());

        // Then
        assertThat(lines.getLast()).startsWith("FAILS  deployment of demo: ").contains("403");
    }

    private List<String> lines(Optional<Path> kubeconfig) {
        LabSettings settings = lab.settings(DEMO);
        ClusterConnection link = new ClusterConnection(
                "demo",
                kubeconfig,
                Optional.empty(),
                false,
                Optional.of(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo")));
        return new InstallationCheck(
                        settings.plan(),
                        settings.feeds(),
                        new FeedClient(FeedSource.of(settings.feeds().transfer(), null)),
                        new RepositoryAccess(() -> lab.open(DEMO), () -> lab.open(DEMO), Optional.empty()),
                        ClusterFacts.NONE,
                        new ClusterConnections(List.of(link), ClusterConnections.NONE.pace()),
                        access,
                        Clock.systemUTC(),
                        ProgressLine.of(System.err, Terminal.NONE, true, Clock.systemUTC()))
                .findings().stream().map(finding -> finding.line(Colours.OFF)).toList();
    }
}
