package dev.sluice.plan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirewallSettingsTest {

    private static final String FIREWALL = "sluice.clusters.demo.egress-firewalls[0]";

    @Test
    void readsRulesOfEveryKindInTheirOrder() {
        Firewall firewall = configured("""
                before:
                  - { type: Allow, cidr: 10.1.0.0/16 }
                  - { type: Deny, dns: "*.example.com", ports: [{ protocol: TCP, port: 443 }, { protocol: UDP, port: 53 }] }
                after:
                  - { type: Allow, nodes: { node-role.kubernetes.io/worker: "", zone: north } }
                  - { type: Deny, cidr: "2001:db8::/32", ports: [] }
                """)
                .with("sluice.clusters.demo.dns-name-resolver", "true")
                .settings()
                .plan()
                .clusters()
                .getFirst()
                .targets()
                .getFirst()
                .firewall();

        assertThat(firewall.before())
                .containsExactly(
                        Rule.allow(Prefix.parse("10.1.0.0/16")),
                        new Rule(
                                Action.DENY,
                                new Destination.DnsName("*.example.com"),
                                List.of(new Port(Port.Protocol.TCP, 443), new Port(Port.Protocol.UDP, 53))));
        assertThat(firewall.after())
                .containsExactly(
                        new Rule(
                                Action.ALLOW,
                                new Destination.Nodes(Map.of("node-role.kubernetes.io/worker", "", "zone", "north")),
                                List.of()),
                        Rule.deny(Prefix.parse("2001:db8::/32")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".before[0].type              | AllowAll       | is neither Allow nor Deny",
                ".before[0].type              | allow          | is neither Allow nor Deny: write Allow",
                ".before[0].cidr              | 10.1.0.1/16    | has host bits set: write 10.1.0.0/16",
                ".before[0].cidr              | 10.1.0.0       | is not a CIDR: it has no /length",
                ".after[0].dns                | exa mple.com   | is not a DNS name: no cluster takes it",
                ".after[0].dns                | *.*.com        | is not a DNS name: no cluster takes it",
                ".before[0].ports[0].port     | 70000          | is not a whole number from 1 to 65535",
                ".before[0].ports[0].port     | 0              | is not a whole number from 1 to 65535",
                ".before[0].ports[0].port     | https          | is not a whole number from 1 to 65535",
                ".before[0].ports[0].protocol | ICMP           | is not one of TCP, UDP, SCTP",
                ".before[0].ports[0].protocol | tcp            | is not one of TCP, UDP, SCTP: write TCP",
                ".before[0].ports[0].protocol | Udp            | is not one of TCP, UDP, SCTP: write UDP"
            })
    void refusesAWrongValue(String key, String value, String why) {
        Configuration rules = configured("""
                before: [{ type: Allow, cidr: 10.1.0.0/16, ports: [{ protocol: TCP, port: 443 }] }]
                after: [{ type: Deny, dns: example.com }]
                """);

        assertThat(rules.with(FIREWALL + key, value).mistakes())
                .containsExactly(FIREWALL + key + ": '" + value + "' " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ type: Allow }                                                        | 0",
                "{ type: Allow, nodes: {} }                                             | 0",
                "{ type: Allow, cidr: 10.1.0.0/16, dns: example.com }                   | 2",
                "{ type: Allow, cidr: 10.1.0.0/16, nodes: { zone: north } }             | 2",
                "{ type: Allow, cidr: 10.1.0.0/16, dns: example.com, nodes: { a: b } }  | 3"
            })
    void refusesARuleWithoutExactlyOneSelector(String rule, int selectors) {
        assertThat(configured("before: [" + rule + "]").mistakes())
                .containsExactly(FIREWALL + ".before[0]: needs exactly one of cidr, dns and nodes, has " + selectors);
    }

    @Test
    void refusesAPortThatEndsAnotherRange() {
        assertThat(configured(
                                "after: [{ type: Deny, cidr: 10.1.0.0/16, ports: [{ protocol: TCP, port: 80, end-port: 90 }] }]")
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith(FIREWALL + ".after[0].ports[0].end-port: ");
    }

    @Test
    void warnsOfRulesInAFamilyThatThePodsLack() {
        assertThat(configured("after: [{ type: Deny, cidr: '2001:db8::/32' }, { type: Deny, cidr: 10.1.0.0/16 }]")
                        .warnings())
                .containsExactly("sluice.clusters.demo.egress-firewalls: the rule 'Deny 2001:db8::/32' of namespace"
                        + " llm-demo matches nothing: the cluster's pods have no IPv6 network; take it out");
    }

    @Test
    void refusesARuleWithoutType() {
        assertThat(configured("after: [{ cidr: 10.1.0.0/16 }]").mistakes())
                .containsExactly(FIREWALL + ".after[0].type: is missing");
    }

    @Test
    void refusesAPortWithoutItsHalves() {
        assertThat(configured("after: [{ type: Deny, cidr: 10.1.0.0/16, ports: [{ port: 443 }, { protocol: TCP }] }]")
                        .mistakes())
                .containsExactly(
                        FIREWALL + ".after[0].ports[0].protocol: is missing",
                        FIREWALL + ".after[0].ports[1].port: is missing");
    }

    @Test
    void refusesLabelsOfNodesThatKubernetesWouldNotTake() {
        assertThat(configured("after: [{ type: Deny, nodes: { 'a b': c, zone: 'd e' } }]")
                        .mistakes())
                .satisfiesExactlyInAnyOrder(
                        key -> assertThat(key).startsWith(FIREWALL + ".after[0].nodes: 'a b' is not a label key"),
                        value -> assertThat(value)
                                .startsWith(FIREWALL + ".after[0].nodes.zone: 'd e' is not a label value"));
    }

    private static Configuration configured(String rules) {
        return Configuration.minimal()
                .and("sluice:\n  clusters:\n    demo:\n      egress-firewalls:\n        - namespace: llm-demo\n"
                        + rules.indent(10));
    }
}
