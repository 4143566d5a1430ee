package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks and first rules that would let everything through keep the service from starting. */
class FullCoverageCheckTest {

    private static final String NETWORKS = "sluice.clusters.demo.networks";
    private static final String BEFORE = "sluice.clusters.demo.egress-firewalls[0].before";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machine: [0.0.0.0/1, 128.0.0.0/1], service: 172.22.0.0/16, pod: 10.132.0.0/14       | IPv4",
                "machine: 0.0.0.0/1, service: 128.0.0.0/2, pod: [192.0.0.0/2, 10.132.0.0/14]         | IPv4",
                "machine: 192.168.99.0/24, service: '::/1', pod: ['8000::/1', 10.132.0.0/14]         | IPv6"
            })
    void refusesNetworksThatTogetherCoverAFamily(String networks, String family) {
        assertThat(configured(networks, "").mistakes())
                .containsExactly(NETWORKS + ": together they cover every " + family + " address: no firewall would deny"
                        + " anything; give the cluster's own networks alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.168.99.0/24                | { type: Allow, cidr: 0.0.0.0/0 }                                        | IPv4",
                "192.168.99.0/24                | { type: Allow, cidr: '::/0' }                                           | IPv6",
                "192.168.99.0/24                | { type: Allow, cidr: 0.0.0.0/1 }, { type: Allow, cidr: 128.0.0.0/1 }    | IPv4",
                "0.0.0.0/1                      | { type: Allow, cidr: 128.0.0.0/1 }                                      | IPv4",
                "192.168.99.0/24                | { type: Deny, cidr: 8.8.8.0/24 }, { type: Allow, cidr: 0.0.0.0/0 }      | IPv4"
            })
    void refusesFirstRulesThatLetAFamilyThrough(String machine, String before, String family) {
        assertThat(configured("machine: " + machine + ", service: 172.22.0.0/16, pod: 10.132.0.0/14", before)
                        .mistakes())
                .containsExactly(BEFORE + ": its Allow rules and the networks together cover every " + family
                        + " address: nothing would be denied; allow what is needed, or put them in after");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ type: Allow, cidr: 0.0.0.0/1 }",
                "{ type: Deny, cidr: 0.0.0.0/0 }",
                "{ type: Allow, cidr: 0.0.0.0/0, ports: [{ protocol: TCP, port: 443 }] }"
            })
    void startsWhereSomethingIsLeftToDeny(String before) {
        assertThat(configured("machine: 192.168.99.0/24, service: 172.22.0.0/16, pod: 10.132.0.0/14", before)
                        .mistakes())
                .isEmpty();
    }

    @Test
    void startsWithAnOpenEnd() {
        assertThat(Configuration.minimal().and("""
                        sluice:
                          clusters:
                            demo:
                              egress-firewalls:
                                - namespace: llm-demo
                                  after: [{ type: Allow, cidr: 0.0.0.0/0 }]
                        """).mistakes()).isEmpty();
    }

    @Test
    void refusesHalvesInTheLabsVariables() {
        assertThat(Configuration.nothing()
                        .with("sluice.git.url", "https://git.example/fleet.git")
                        .with(Map.of(
                                LabVariables.TARGET_NAMESPACE, "llm-demo",
                                LabVariables.MACHINE_NETWORK, "0.0.0.0/1 128.0.0.0/1",
                                LabVariables.SERVICE_NETWORK, "172.22.0.0/16",
                                LabVariables.CLUSTER_NETWORK, "10.132.0.0/14"))
                        .mistakes())
                .containsExactly("MACHINE_NETWORK, SERVICE_NETWORK, CLUSTER_NETWORK: together they cover every IPv4"
                        + " address: no firewall would deny anything; give the cluster's own networks alone");
    }

    private static Configuration configured(String networks, String before) {
        return Configuration.nothing()
                .with("sluice.git.url", "https://git.example/fleet.git")
                .and("""
                        sluice:
                          clusters:
                            demo:
                              networks: { %s }
                              egress-firewalls: [{ namespace: llm-demo, before: [%s] }]
                        """.formatted(networks, before));
    }
}
