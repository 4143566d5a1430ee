package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.SettingsMappings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

    private static final KnownKeys KNOWN = SettingsMappings.KNOWN_KEYS;

    @Test
    void knowsEveryKeyOfTheSample() {
        List<String> keys = new ArrayList<>();
        Configuration.sample().config().getPropertyNames().forEach(keys::add);

        assertThat(keys)
                .filteredOn(key -> key.startsWith("sluice."))
                .hasSizeGreaterThan(40)
                .allMatch(key -> KNOWN.isValue(key) || KNOWN.isParent(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.schedule",
                "sluice.demo.live-feeds",
                "sluice.api.token-file",
                "sluice.block.include",
                "sluice.block.include[0]",
                "sluice.guards.rules-changed",
                "sluice.guards.accept[12]",
                "sluice.review.forge",
                "sluice.review.app.private-key-file",
                "sluice.review.labels[1]",
                "sluice.git.mode",
                "sluice.clusters.demo.networks.pod[1]",
                "sluice.clusters.\"edge.north\".networks.pod",
                "sluice.clusters.demo.egress-firewalls[10].after[2].ports[0].port",
                "sluice.clusters.demo.egress-firewalls[0].before[0].nodes.\"node-role.kubernetes.io/worker\"",
                "sluice.clusters.demo.egress-ips.prod.namespace-labels.env",
                "sluice.clusters.demo.loki.replicas",
                "sluice.clusters.demo.loki.replicas.indexGateway",
                "sluice.clusters.demo.loki.external-secret.properties.access_key_id"
            })
    void knowsWhatHoldsAValue(String key) {
        assertThat(KNOWN.isValue(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.speed",
                "sluice.git.branch[0]",
                "sluice.clusters",
                "sluice.clusters.demo",
                "sluice.clusters.edge.north.networks.pod",
                "sluice.clusters.demo.egress-firewalls.namespace",
                "sluice.clusters.demo.egress-firewalls[x].namespace",
                "sluice.clusters.demo.networks.pod.cidr",
                "sluice.clusters.demo.loki.replicas.ingester.min",
                "sluiced.schedule",
                "sluice.scheduled",
                "sluice.schedule "
            })
    void doesNotKnowAnythingElse(String key) {
        assertThat(KNOWN.isValue(key)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice.clusters",
                "sluice.guards",
                "sluice.clusters.demo",
                "sluice.clusters.demo.egress-firewalls",
                "sluice.clusters.demo.egress-firewalls[0]",
                "sluice.clusters.demo.egress-firewalls[0].before",
                "sluice.clusters.demo.egress-ips",
                "sluice.clusters.\"edge.north\".loki"
            })
    void knowsWhatStandsAboveOtherKeys(String key) {
        assertThat(KNOWN.isParent(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sluice.schedule", "sluice.gates", "sluice.clusters.demo.nodes"})
    void knowsWhatDoesNot(String key) {
        assertThat(KNOWN.isParent(key)).isFalse();
    }
}
