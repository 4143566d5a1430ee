package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.Settings;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.policy.Action;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {

    private static final String DEMO = "sluice.clusters.demo";

    @ParameterizedTest
    @ValueSource(strings = {"a.lock", "edge.north.lock"})
    void refusesANameThatNoBranchCanHave(String name) {
        assertThat(Configuration.minimal()
                        .with("sluice.clusters.\"" + name + "\".networks.pod", "10.128.0.0/14")
                        .mistakes())
                .contains("sluice.clusters." + name + ": '" + name
                        + "' cannot be part of a branch's name: Git takes none that ends in .lock");
    }

    @Test
    void readsSeveralClustersWithSeveralNamespacesByName() {
        Settings settings = Configuration.minimal().and("""
                        sluice:
                          clusters:
                            edge.north:
                              networks:
                                machine: [10.0.0.0/16, "fd00:1::/64"]
                                service: [172.30.0.0/16, "fd00:2::/112"]
                                pod: [10.128.0.0/14, "fd00:3::/48"]
                              egress-firewalls:
                                - { namespace: team-a, otherwise: deny }
                                - { namespace: team-b, manage-namespace: false }
                          block: { families: both }
                        """).settings();

        assertThat(settings.plan().clusters()).extracting(Cluster::name).containsExactly("demo", "edge.north");
        Cluster edge = settings.plan().clusters().getLast();
        assertThat(edge.networks().machine()).containsExactly(Prefix.parse("10.0.0.0/16"), Prefix.parse("fd00:1::/64"));
        assertThat(edge.targets()).extracting(Target::namespace).containsExactly("team-a", "team-b");
        assertThat(edge.targets()).extracting(Target::manageNamespace).containsExactly(true, false);
        assertThat(edge.targets())
                .extracting(target -> target.firewall().otherwise())
                .containsExactly(Action.DENY, Action.ALLOW);
        assertThat(settings.plan().warnings())
                .singleElement()
                .asString()
                .startsWith(
                        DEMO.replace("demo", "edge.north") + ".egress-firewalls[0].otherwise: deny beside networks");
    }

    @ParameterizedTest
    @CsvSource({"10.132.0.0/16", "10.128.0.0/9", "10.132.0.0/14"})
    void refusesServicesAmongThePods(String service) {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".networks.service", service)
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + ".networks: the service network '" + service
                        + "' and the pod network '10.132.0.0/14' overlap");
    }

    @Test
    void labelsEveryNodeOnlyWhereTheClusterIsAsked() {
        Configuration all = Configuration.minimal().with(DEMO + ".egress-nodes", "all");

        assertThat(all.mistakes())
                .containsExactly(DEMO + ".egress-nodes: 'all' is read from the cluster: set networks.detect: true, or"
                        + " name the nodes");
        Settings detected = all.with(DEMO + ".networks.detect", "true").settings();
        assertThat(detected.plan().clusters().getFirst().egressNodes()).isEmpty();
        assertThat(detected.detection()).containsEntry("demo", new DetectionTerms(false, false, true));
        assertThat(all.with(DEMO + ".egress-nodes", "all, worker-1").mistakes())
                .containsExactly(DEMO + ".egress-nodes: 'all' is set beside names of nodes: keep one of the two");
    }

    @Test
    void refusesToStartWithoutACluster() {
        assertThat(Configuration.nothing()
                        .with("sluice.git.url", "https://git.example/fleet.git")
                        .mistakes())
                .containsExactly("sluice.clusters: no cluster is configured: there is nothing to publish");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".networks.machine                | 192.168.99.1/24 | has host bits set: write 192.168.99.0/24",
                ".networks.service                | 172.22.0.0      | is not a CIDR: it has no /length",
                ".networks.pod                    | 10.132.0.0/99   | is not a CIDR: the length is from 0 to 32",
                ".networks.machine                | 0.0.0.0/0       | would allow everything",
                ".networks.pod                    | ::/0            | would allow everything",
                ".egress-firewalls[0].namespace   | Team_A          | is not a namespace",
                ".egress-firewalls[0].namespace   | ../team         | is not a namespace",
                ".egress-firewalls[0].otherwise   | Deny            | is neither allow nor deny",
                ".egress-firewalls[0].manage-namespace | flase      | is neither true nor false",
                ".egress-nodes                    | Master_01       | is not a name"
            })
    void refusesAWrongValue(String key, String value, String why) {
        assertThat(Configuration.minimal().with(DEMO + key, value).mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + key + ": '" + value + "' " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"machine", "service", "pod"})
    void refusesAMissingNetwork(String network) {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".networks." + network, "")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(DEMO + ".networks." + network + ": is missing");
    }

    @Test
    void refusesANetworkThatIsGivenTwice() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".networks.pod", "10.132.0.0/14,10.132.0.0/14")
                        .mistakes())
                .containsExactly(DEMO + ".networks.pod: '10.132.0.0/14' is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo", "demo_1", "\"demo/1\"", "\"..\"", "-demo", "\"demo \""})
    void refusesANameThatCannotBeAFolder(String name) {
        assertThat(Configuration.minimal()
                        .with("sluice.clusters." + name + ".networks.machine", "10.0.0.0/16")
                        .with("sluice.clusters." + name + ".networks.service", "172.30.0.0/16")
                        .with("sluice.clusters." + name + ".networks.pod", "10.128.0.0/14")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.clusters." + name.replace("\"", "") + ": '" + name.replace("\"", "")
                        + "' is not a name");
    }

    @Test
    void refusesANamespaceThatIsATargetTwice() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".egress-firewalls[1].namespace", "other")
                        .with(DEMO + ".egress-firewalls[2].namespace", "llm-demo")
                        .mistakes())
                .containsExactly(DEMO + ".egress-firewalls[2].namespace: 'llm-demo' is a target already, at [0]:"
                        + " a namespace has only one EgressFirewall");
    }

    @Test
    void acceptsTheSameNamespaceInAnotherCluster() {
        assertThat(Configuration.minimal()
                        .with("sluice.clusters.edge.networks.machine", "10.0.0.0/16")
                        .with("sluice.clusters.edge.networks.service", "172.30.0.0/16")
                        .with("sluice.clusters.edge.networks.pod", "10.128.0.0/14")
                        .with("sluice.clusters.edge.egress-firewalls[0].namespace", "llm-demo")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void saysNothingOfNamespacesThatNobodyWrote() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".egress-firewalls[0].namespace", "Team_A")
                        .with(DEMO + ".egress-firewalls[1].namespace", "Team_B")
                        .with(DEMO + ".egress-firewalls[2].otherwise", "deny")
                        .with(DEMO + ".egress-firewalls[3].namespace", "missing")
                        .mistakes())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(DEMO + ".egress-firewalls[0].namespace: 'Team_A' is not"),
                        second ->
                                assertThat(second).startsWith(DEMO + ".egress-firewalls[1].namespace: 'Team_B' is not"),
                        third -> assertThat(third).isEqualTo(DEMO + ".egress-firewalls[2].namespace: is missing"));
    }

    @Test
    void refusesItsOwnNamespaceAsATarget() {
        String mistake = DEMO + ".egress-firewalls[0].namespace: 'llm-demo' is the namespace of this service:"
                + " a firewall there would cut it off from the feeds";

        assertThat(Configuration.minimal().with("sluice.namespace", "llm-demo").mistakes())
                .containsExactly(mistake);
        assertThat(Configuration.minimal()
                        .with(Map.of("POD_NAMESPACE", "llm-demo"))
                        .mistakes())
                .containsExactly(mistake);
    }

    @Test
    void knowsItsOwnNamespaceByDefault() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".egress-firewalls[0].namespace", "egress-fw-updater")
                        .mistakes())
                .singleElement()
                .asString()
                .contains("'egress-fw-updater' is the namespace of this service");
    }

    @Test
    void refusesANodeThatIsGivenTwice() {
        assertThat(Configuration.minimal()
                        .with(DEMO + ".egress-nodes", "master-01,master-01")
                        .mistakes())
                .containsExactly(DEMO + ".egress-nodes: 'master-01' is given twice");
    }

    @Test
    void warnsOfIpv6NetworksWhereIpv6IsNotBlocked() {
        Configuration dual = Configuration.minimal().with(DEMO + ".networks.pod", "10.132.0.0/14,fd00:3::/48");

        assertThat(dual.warnings())
                .singleElement()
                .asString()
                .startsWith("sluice.block.families: cluster demo has IPv6 networks");
        assertThat(dual.with("sluice.block.families", "both").warnings()).isEmpty();
    }
}
