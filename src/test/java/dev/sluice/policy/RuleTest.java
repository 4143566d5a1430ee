package dev.sluice.policy;

import static dev.sluice.policy.Notation.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    private static final Prefix DNS = Prefix.parse("8.8.8.8/32");

    @Test
    void decidesAllTrafficToAPrefix() {
        assertThat(Rule.allow(DNS).decides()).contains(DNS);
        assertThat(Rule.deny(DNS).decides()).contains(DNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deny 8.8.8.8/32 TCP/443", "Allow dns example.com", "Deny nodes role=edge"})
    void decidesNoWholeAddressWhereItMatchesOnlySomeTraffic(String text) {
        assertThat(rule(text).decides()).isEmpty();
    }

    @Test
    void printsAsItReads() {
        List<Port> ports = List.of(new Port(Port.Protocol.TCP, 443), new Port(Port.Protocol.UDP, 443));

        assertThat(Rule.allow(DNS)).hasToString("Allow 8.8.8.8/32");
        assertThat(Rule.deny(DNS)).hasToString("Deny 8.8.8.8/32");
        assertThat(new Rule(Action.ALLOW, new Destination.DnsName("example.com"), ports))
                .hasToString("Allow dns example.com TCP/443 UDP/443");
    }

    @Test
    void keepsItsOwnPorts() {
        List<Port> ports = new ArrayList<>(List.of(new Port(Port.Protocol.TCP, 443)));
        Rule rule = new Rule(Action.DENY, new Destination.Cidr(DNS), ports);

        ports.clear();

        assertThat(rule.decides()).isEmpty();
    }
}
