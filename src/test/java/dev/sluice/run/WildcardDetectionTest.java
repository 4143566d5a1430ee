package dev.sluice.run;

import static dev.sluice.run.DetectionLab.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Call;
import dev.sluice.cluster.NetworkObjects;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Rule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names with a wildcard are published where the cluster says that it takes them. */
class WildcardDetectionTest {

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
    void publishesWildcardsThatTheClusterTakes() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.featureGates("[{ version: 4.20.1, enabled: [{ name: DNSNameResolver }] }]"));

        assertThat(lab.run(wildcards()).outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.firewall()).contains("dnsName: '*.example.com'");
    }

    @Test
    void publishesNoWildcardThatTheClusterRefuses() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.featureGates("[{ version: 4.20.1, disabled: [{ name: DNSNameResolver }] }]"));

        assertThat(lab.run(wildcards()).outcome())
                .isEqualTo(new Outcome.Failed("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in"
                        + " front, and the cluster's feature gate DNSNameResolver is off: OVN-Kubernetes refuses the"
                        + " whole firewall unless the feature gate is on; name the hosts, or set it to true where the"
                        + " gate is on"));
        assertThat(lab.isEmpty()).isTrue();
    }

    @Test
    void publishesNoWildcardWhileTheClusterCannotBeAsked() {
        NetworkObjects.put(lab.server);
        lab.server.refuse("/featuregates", 503);

        assertThat(lab.run(wildcards()).outcome().message())
                .startsWith("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in front, and the"
                        + " cluster cannot be asked whether DNSNameResolver is on: ");
        assertThat(lab.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 503})
    void keepsPublishedWildcardsWhileTheClusterCannotBeAsked(int answer) {
        // Given
        published();
        String before = lab.firewall();
        lab.server.refuse("/featuregates", answer);

        // When
        RunResult run = lab.run(wildcards());

        // Then
        assertThat(run.outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(lab.firewall()).isEqualTo(before);
        assertThat(run.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "sluice.clusters.demo.dns-name-resolver: the cluster cannot be asked whether DNSNameResolver"
                                + " is on: ")
                .endsWith("; the published names with *. in front hold");
        assertThat(RunReport.of(1, Instant.EPOCH, Instant.EPOCH, run, "exact").unseen())
                .isEqualTo(run.warnings());
    }

    @Test
    void keepsPublishedWildcardsWhileTheWholeApiIsAway() {
        // Given
        published();
        lab.lab.feeds.publish(FeedFiles.with(FeedFiles.GOOG, "25.0.0.0/24"), FeedFiles.CLOUD);
        lab.server.refuse("/", 503);

        // When, Then
        assertThat(lab.run(wildcards()).outcome()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.firewall()).contains("dnsName: '*.example.com'", "25.0.0.0/24");
    }

    @Test
    void publishesNoNewWildcardWhileTheClusterCannotBeAsked() {
        // Given
        published();
        String before = lab.firewall();
        lab.server.refuse("/featuregates", 503);

        // When
        Outcome outcome = lab.run(wildcards("*.example.com", "*.example.org")).outcome();

        // Then
        assertThat(outcome.message())
                .startsWith("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in front, and the"
                        + " cluster cannot be asked whether DNSNameResolver is on: ")
                .contains("; *.example.org is not published yet: OVN-Kubernetes refuses the whole firewall");
        assertThat(lab.firewall()).isEqualTo(before);
    }

    @Test
    void publishesNoLongerAWildcardThatTheClusterRefusesNow() {
        published();
        lab.server.put(NetworkObjects.featureGates("[{ version: 4.20.1, disabled: [{ name: DNSNameResolver }] }]"));

        assertThat(lab.run(wildcards()).outcome().message())
                .contains("the cluster's feature gate DNSNameResolver is off");
    }

    @Test
    void asksForNoFeatureGateWithoutWildcards() {
        NetworkObjects.put(lab.server);

        lab.run(lab.detecting(NONE));

        assertThat(lab.server.calls()).doesNotContain(Call.GET_FEATURE_GATE);
    }

    /** While the cluster said that it takes wildcards. */
    private void published() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.featureGates("[{ version: 4.20.1, enabled: [{ name: DNSNameResolver }] }]"));
        assertThat(lab.run(wildcards()).outcome()).isInstanceOf(Outcome.Committed.class);
    }

    private LabSettings wildcards() {
        return wildcards("*.example.com");
    }

    private LabSettings wildcards(String... names) {
        Rule[] rules = Stream.of(names)
                .map(name -> new Rule(Action.ALLOW, new Destination.DnsName(name), List.of()))
                .toArray(Rule[]::new);
        return lab.detecting(new DetectionTerms(false, true), rules);
    }
}
