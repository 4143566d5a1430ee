package dev.sluice.run;

import static dev.sluice.run.DetectionLab.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cluster.Call;
import dev.sluice.cluster.NetworkObjects;
import dev.sluice.config.DetectionTerms;
import dev.sluice.config.Settings;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Rule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        assertThat(lab.run(wildcards()).execute()).isInstanceOf(Outcome.Committed.class);
        assertThat(lab.firewall()).contains("dnsName: '*.example.com'");
    }

    @Test
    void publishesNoWildcardThatTheClusterRefuses() {
        NetworkObjects.put(lab.server);
        lab.server.put(NetworkObjects.featureGates("[{ version: 4.20.1, disabled: [{ name: DNSNameResolver }] }]"));

        assertThat(lab.run(wildcards()).execute())
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

        assertThat(lab.run(wildcards()).execute().message())
                .startsWith("sluice.clusters.demo.dns-name-resolver: rules hold DNS names with *. in front, and the"
                        + " cluster cannot be asked whether DNSNameResolver is on: ");
        assertThat(lab.isEmpty()).isTrue();
    }

    @Test
    void asksForNoFeatureGateWithoutWildcards() {
        NetworkObjects.put(lab.server);

        lab.run(lab.detecting(NONE)).execute();

        assertThat(lab.server.calls()).doesNotContain(Call.GET_FEATURE_GATE);
    }

    private Settings wildcards() {
        Rule rule = new Rule(Action.ALLOW, new Destination.DnsName("*.example.com"), List.of());
        return lab.detecting(rule, new DetectionTerms(false, true));
    }
}
