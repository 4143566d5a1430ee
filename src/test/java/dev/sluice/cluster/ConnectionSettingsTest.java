package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.cluster.ClusterConnections.Pace;
import dev.sluice.cluster.networks.DetectionTerms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {

    private static final String DEMO = "sluice.clusters.demo";
    private static final String ARGO_CD = DEMO + ".argocd";

    private static final Configuration PAIR = Configuration.minimal()
            .with(ARGO_CD + ".firewall", "demo-firewall")
            .with(ARGO_CD + ".observability", "demo-observability");

    @Test
    void readsAnApplicationForEachFolder() {
        assertThat(deployer(PAIR.with(ARGO_CD + ".namespace", "argocd")))
                .isEqualTo(new ClusterConnection.ApplicationPair(
                        new ClusterConnection.SingleApplication("argocd", "demo-firewall"),
                        Optional.of(new ClusterConnection.SingleApplication("argocd", "demo-observability"))));
    }

    @Test
    void readsOneApplicationForTheWholeFolder() {
        assertThat(deployer(Configuration.minimal().with(ARGO_CD + ".application", "sluice-demo")))
                .isEqualTo(new ClusterConnection.SingleApplication("openshift-gitops", "sluice-demo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"firewall", "observability"})
    void refusesBothWaysAtOnce(String part) {
        assertThat(Configuration.minimal()
                        .with(ARGO_CD + ".application", "sluice-demo")
                        .with(ARGO_CD + "." + part, "demo")
                        .mistakes())
                .containsExactly(
                        ARGO_CD + ".application: is set beside firewall or observability: it names one Application"
                                + " for the whole folder, they name one for each part; remove application");
    }

    @Test
    void refusesAnArgoCdWithoutAnApplication() {
        assertThat(Configuration.minimal()
                        .with(ARGO_CD + ".namespace", "argocd")
                        .mistakes())
                .containsExactly(
                        ARGO_CD + ": names no Application: give firewall and observability, or application for the"
                                + " whole folder");
    }

    @Test
    void refusesALogStoreThatIsFollowedWithoutTheFirewall() {
        assertThat(Configuration.minimal()
                        .with(ARGO_CD + ".observability", "logs")
                        .mistakes())
                .containsExactly(
                        ARGO_CD + ".firewall: is missing beside observability 'logs': name the Application that"
                                + " deploys the cluster's firewall folder");
    }

    @Test
    void refusesOneApplicationForBothFolders() {
        assertThat(Configuration.minimal()
                        .with(ARGO_CD + ".firewall", "demo")
                        .with(ARGO_CD + ".observability", "demo")
                        .mistakes())
                .containsExactly(
                        ARGO_CD + ".observability: 'demo' is the firewall's Application, too: each folder has its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "firewall"})
    void refusesOneApplicationForTwoClusters(String key) {
        assertThat(PAIR.and("""
                        sluice:
                          clusters:
                            far:
                              networks: { machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                              egress-firewalls: [{ namespace: shop }]
                              argocd: { %s: demo-firewall }
                        """.formatted(key)).mistakes())
                .containsExactly(
                        "sluice.clusters.far.argocd: 'openshift-gitops/demo-firewall' is the Application of cluster"
                                + " 'demo', too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"firewall", "observability", "application"})
    void quotesWhatIsNoName(String key) {
        assertThat(Configuration.minimal().with(ARGO_CD + "." + key, "Demo!").mistakes())
                .anyMatch(mistake -> mistake.startsWith(ARGO_CD + "." + key + ": 'Demo!' is not a name"));
    }

    @Test
    void warnsOfALogStoreThatIsNotFollowed() {
        Configuration firewallOnly = Configuration.minimal().with(ARGO_CD + ".firewall", "demo-firewall");

        assertThat(firewallOnly.settings().plan().warnings()).noneMatch(warning -> warning.contains("argocd"));
        assertThat(firewallOnly
                        .with("sluice.clusters.demo.flow-collector.sampling", "50")
                        .settings()
                        .plan()
                        .warnings())
                .contains(ARGO_CD
                        + ".observability: is missing: the cluster's LokiStack and FlowCollector are written, but not"
                        + " followed");
    }

    @Test
    void readsThePace() {
        assertThat(pace(PAIR))
                .isEqualTo(new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(60)));
        assertThat(pace(PAIR.with("sluice.verification.settle", "0s")).settle()).isZero();
        assertThat(pace(PAIR.with("sluice.verification.settle", "5m")).settle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void settlesWithinAShortPatience() {
        assertThat(pace(PAIR.with("sluice.verification.patience", "30s")).settle())
                .isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2h | '2h' is not from 0s to 1h",
                "soon | 'soon' is not a duration such as 30s",
                "30m | '30m' is not shorter than sluice.verification.patience, '30m': every firewall would count"
                        + " as failed while it settles"
            })
    void refusesATimeToSettle(String settle, String mistake) {
        assertThat(PAIR.with("sluice.verification.settle", settle).mistakes())
                .containsExactly("sluice.verification.settle: " + mistake);
    }

    @Test
    void allowsDetectedNodesByAddressesWhereTheUserAsks() {
        Configuration detected = Configuration.minimal().with(DEMO + ".networks.detect", "true");

        assertThat(detected.settings().detection().getOrDefault("demo", DetectionTerms.DEFAULT))
                .isEqualTo(DetectionTerms.DEFAULT);
        assertThat(detected.with(DEMO + ".networks.nodes", "selector")
                        .settings()
                        .detection()
                        .getOrDefault("demo", DetectionTerms.DEFAULT))
                .isEqualTo(DetectionTerms.DEFAULT);
        assertThat(detected.with(DEMO + ".networks.nodes", "addresses")
                        .settings()
                        .detection()
                        .getOrDefault("demo", DetectionTerms.DEFAULT))
                .isEqualTo(new DetectionTerms(true, false));
        assertThat(detected.with(DEMO + ".networks.nodes", "all").mistakes())
                .containsExactly(DEMO + ".networks.nodes: 'all' is neither selector nor addresses");
    }

    @Test
    void refusesToSayHowNodesAreAllowedThatAreNotDetected() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".networks.nodes", "addresses")
                        .mistakes())
                .containsExactly(
                        DEMO + ".networks.nodes: says how detected nodes are allowed: set networks.detect: true"
                                + " beside it");
    }

    @Test
    void refusesTwoClustersThatTheServiceRunsIn() {
        Configuration two = Configuration.minimal().with(DEMO + ".own", "true").and("""
                sluice:
                  clusters:
                    other:
                      own: true
                      networks: { machine: 192.168.98.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                """);

        assertThat(two.mistakes())
                .containsExactly("sluice.clusters: own: true is set at [demo, other]: the service runs in one cluster");
        assertThat(two.with("sluice.clusters.other.own", "false").mistakes()).isEmpty();
    }

    @Test
    void refusesToDetectOneOfTwoClustersThatNothingLeadsTo() {
        Configuration two =
                Configuration.minimal().with(DEMO + ".networks.detect", "true").and("""
                sluice:
                  clusters:
                    other:
                      networks: { machine: 192.168.98.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14 }
                      egress-firewalls: [{ namespace: llm-demo }]
                """);

        assertThat(two.mistakes())
                .containsExactly(
                        DEMO + ".networks: cannot be detected: nothing says where the cluster's API is; give its"
                                + " kubeconfig-file, or own: true if the service runs in it");
        assertThat(two.with(DEMO + ".own", "true").mistakes()).isEmpty();
    }

    private static ClusterConnection.Deployer deployer(Configuration configuration) {
        return configuration
                .settings()
                .links()
                .of("demo")
                .flatMap(ClusterConnection::argocd)
                .orElseThrow();
    }

    private static Pace pace(Configuration configuration) {
        return configuration.settings().links().pace();
    }
}
