package dev.sluice.run;

import static dev.sluice.run.DetectionLab.KEY;
import static dev.sluice.run.DetectionLab.NONE;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.Fleet.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.NetworkObjects;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.policy.NetworkKind;
import dev.sluice.policy.Networks;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import dev.sluice.run.RunReport.NetworkReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkResolverTest {

    private DetectionLab lab;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        lab = new DetectionLab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void asksNobodyWhereAllIsConfigured() {
        RunResult run = lab.run(lab.lab.settings(Fleet.of(cluster("demo", "llm-demo"))));

        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(run.networks()).isEmpty();
        assertThat(lab.server.requests()).isZero();
    }

    @Test
    void publishesWhatTheClusterTells() {
        // Given
        NetworkObjects.put(lab.server);
        RunResult run = lab.run(lab.detecting(NONE));

        // When
        Outcome outcome = run.outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published())
                .containsExactly(
                        "nodes kubernetes.io/os=linux",
                        "machine 192.168.99.0/24",
                        "service 172.22.0.0/16",
                        "pod 10.132.0.0/14",
                        "join 100.64.0.0/16",
                        "transit 100.88.0.0/16");
        assertThat(lab.firewall()).contains("""
                        spec:
                          egress:
                            - type: Allow
                              to:
                                nodeSelector:
                                  matchLabels:
                                    kubernetes.io/os: linux
                            - type: Allow
                              to:
                                cidrSelector: 192.168.99.0/24
                        """, "cidrSelector: 100.88.0.0/16").doesNotContain("192.168.7.9");
        assertThat(run.networks()).singleElement().satisfies(networks -> assertThat(networks.detected())
                .containsEntry(NetworkKind.API, prefixes("192.168.99.10/32", "192.168.99.11/32"))
                .hasSize(6));
        assertThat(run.warnings()).isEmpty();
    }

    @Test
    void warnsOfADetectedNetworkThatTheConfigurationLacks() {
        // Given
        NetworkObjects.put(lab.server);

        // When
        RunResult run = lab.run(lab.detecting(
                new Networks(prefixes("192.168.0.0/16"), prefixes("172.22.0.0/16"), prefixes("10.128.0.0/14"))));

        // Then
        assertThat(run.warnings())
                .containsExactly(KEY + ".pod: configured is [10.128.0.0/14], but the cluster says 10.132.0.0/14: both"
                        + " are allowed; correct the configuration or leave it out");
        assertThat(lab.published())
                .contains("machine 192.168.0.0/16", "pod 10.128.0.0/14", "pod 10.132.0.0/14")
                .doesNotContain("machine 192.168.99.0/24", "node 192.168.7.9/32");
    }

    @Test
    void goesOnWithWhatIsConfiguredWhereTheApiIsAway() {
        lab.server.refuse("/", 503);
        RunResult run = lab.run(lab.detecting(Fleet.NETWORKS));

        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);

        assertThat(lab.published())
                .containsExactly(
                        "nodes kubernetes.io/os=linux",
                        "machine 192.168.99.0/24",
                        "service 172.22.0.0/16",
                        "pod 10.132.0.0/14");
        assertThat(run.warnings()).hasSize(3).allSatisfy(warning -> assertThat(warning)
                .startsWith(KEY + ": ")
                .endsWith("the API answered 503"));
    }

    @Test
    void keepsWhatIsPublishedWhileTheApiIsAway() {
        // Given: published with networks that are not configured
        NetworkObjects.put(lab.server);
        lab.run(lab.byAddresses());
        List<String> before = lab.published();
        lab.server.refuse("/", 503);
        lab.lab.feeds.publish(
                Stream.concat(GOOG.stream(), Stream.of("25.0.0.0/24")).toList(), CLOUD);

        // When: a service that has just started
        RunResult run = lab.run(lab.byAddresses());

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published()).isEqualTo(before);
        assertThat(run.warnings())
                .contains(KEY + ": node cannot be detected: nodes: the API answered 503; what is published holds")
                .hasSize(4);
    }

    @Test
    void keepsWhatIsPublishedInTheEarlierLayout() {
        // Given
        NetworkObjects.put(lab.server);
        lab.run(lab.detecting(NONE));
        List<String> before = lab.published();
        String rules = lab.firewall();
        EarlierLayout.lay(lab.lab);
        lab.server.refuse("/", 503);

        // When
        Outcome outcome = lab.run(lab.detecting(NONE)).outcome();

        // Then
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.published()).isEqualTo(before);
        assertThat(lab.firewall()).isEqualTo(rules);
        assertThat(lab.files()).containsEntry("clusters/demo/firewall/egress-firewall-llm-demo.yaml", rules);
    }

    @Test
    void reportsWhatItCouldNotSee() {
        NetworkObjects.put(lab.server);
        lab.server.refuse("/nodes", 403);
        RunResult run = lab.run(lab.byAddresses());

        RunReport report = RunReport.of(1, Instant.EPOCH, Instant.EPOCH, run, "exact");

        assertThat(report.unseen())
                .containsExactly(KEY + ": node cannot be detected: nodes: not allowed (403): see that the roles of"
                        + " manifests/ are bound");
        assertThat(report.warnings()).containsAll(report.unseen());
        assertThat(report.networks())
                .contains(new NetworkReport("demo", "pod", List.of("10.132.0.0/14")))
                .hasSize(6);
    }

    @Test
    void publishesNoFirewallWithoutNetworks() {
        NetworkObjects.put(lab.server);
        lab.server.refuse("cluster-config-v1", 403);

        Outcome outcome = lab.run(lab.detecting(NONE)).outcome();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.message())
                .startsWith(KEY + ": machine neither detected nor configured")
                .endsWith("cluster-config-v1: not allowed (403): see that the roles of manifests/ are bound");
        assertThat(lab.isEmpty()).isTrue();
    }

    @Test
    void publishesNoFirewallForAClusterThatTellsNothing() {
        Outcome outcome = lab.run(lab.detecting(NONE)).outcome();

        assertThat(outcome.message())
                .startsWith(KEY + ": machine, service, pod neither detected nor configured")
                .contains("the cluster tells of no pod network");
    }

    @Test
    void publishesNoFirewallForNetworksThatTogetherAreEverything() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.installConfig("0.0.0.0/1", "128.0.0.0/1"));

        assertThat(lab.run(lab.detecting(NONE)).outcome())
                .isEqualTo(new Outcome.Failed(KEY + ": together they cover every IPv4 address: no firewall would deny"
                        + " anything; give the cluster's own networks alone"));
        assertThat(lab.isEmpty()).isTrue();
    }

    @Test
    void warnsOfRulesInAFamilyThatTheClusterLacks() {
        NetworkObjects.put(lab.server);
        RunResult run = lab.run(lab.detecting(DetectionTerms.DEFAULT, Rule.deny(Prefix.parse("2001:db8::/32"))));

        assertThat(run.warnings())
                .containsExactly("sluice.clusters.demo.egress-firewalls: the rule 'Deny 2001:db8::/32' of namespace"
                        + " llm-demo matches nothing: the cluster's pods have no IPv6 network; take it out");
    }

    @Test
    void warnsOfIpv6ThatWasDetected() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.installConfig("192.168.99.0/24", "fd00:99::/64"));
        RunResult run = lab.run(lab.detecting(NONE));

        assertThat(run.warnings())
                .singleElement()
                .asString()
                .startsWith("sluice.block.families: cluster demo has IPv6 networks");
    }

    private static List<Prefix> prefixes(String... texts) {
        return Stream.of(texts).map(Prefix::parse).toList();
    }
}
