package dev.sluice.policy;

import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Address;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTableTest {

    private static final Port HTTPS = new Port(Port.Protocol.TCP, 443);
    private static final Port DNS = new Port(Port.Protocol.UDP, 53);

    static List<TinyUniverse> universes() {
        return TinyUniverse.cases(200).toList();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void saysWhatGoingDownTheListSays(TinyUniverse universe) {
        List<Rule> rules = universe.rules(12);
        RuleTable table = RuleTable.of(rules);
        for (Address address : TinyUniverse.everyAddress()) {
            for (Optional<Port> port : List.of(Optional.<Port>empty(), Optional.of(HTTPS), Optional.of(DNS))) {
                Traffic traffic = new Traffic(address, port);
                assertThat(table.of(traffic))
                        .as("%s to %s under %s", universe, traffic, rules)
                        .isEqualTo(goneDown(rules, traffic));
            }
        }
    }

    @Test
    void allowsEverythingWithoutRules() {
        assertThat(of(RuleTable.of(List.of()), "8.8.8.8", Optional.empty())).isEqualTo(Treatment.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, TCP/443, DENIED",
        "8.8.8.8, UDP/53, ALLOWED",
        "8.8.8.8, , DENIED",
        "9.9.9.9, TCP/443, UNDECIDED",
        "9.9.9.9, TCP/80, ALLOWED",
        "192.168.99.7, TCP/443, ALLOWED",
        "2001:db8::1, TCP/443, UNDECIDED",
    })
    void knowsPortsAndSaysWhereANameMayDecide(String address, String port, Treatment expected) {
        RuleTable table = RuleTable.of(rules(
                "Allow 192.168.99.0/24", "Allow 8.8.8.8/32 UDP/53", "Deny 8.8.8.0/24", "Deny dns example.com TCP/443"));

        assertThat(of(table, address, Optional.ofNullable(port).map(RuleTableTest::port)))
                .isEqualTo(expected);
    }

    @Test
    void isSureOfANameWhoseActionIsWhatHappensAnyway() {
        RuleTable table = RuleTable.of(rules("Deny dns example.com", "Deny 0.0.0.0/0"));

        assertThat(of(table, "8.8.8.8", Optional.empty())).isEqualTo(Treatment.DENIED);
    }

    @Test
    void isSureOfTrafficOutOfAClusterThatAllowsItsNodes() {
        RuleTable table = RuleTable.of(rules("Allow nodes kubernetes.io/os=linux", "Deny 8.8.8.0/24"));

        assertThat(of(table, "8.8.8.8", Optional.empty())).isEqualTo(Treatment.DENIED);
        assertThat(of(RuleTable.of(rules("Allow nodes role=edge", "Deny 8.8.8.0/24")), "8.8.8.8", Optional.empty()))
                .isEqualTo(Treatment.UNDECIDED);
    }

    private static Treatment of(RuleTable table, String address, Optional<Port> port) {
        return table.of(new Traffic(Address.parse(address), port));
    }

    private static Port port(String text) {
        return Notation.rule("Allow 0.0.0.0/0 " + text).ports().getFirst();
    }

    /** What can become of traffic, whether or not names and nodes match. */
    private static Treatment goneDown(List<Rule> rules, Traffic traffic) {
        Set<Action> possible = EnumSet.noneOf(Action.class);
        for (Rule rule : rules) {
            boolean portFits = rule.ports().isEmpty()
                    || traffic.port().isPresent()
                            && rule.ports().contains(traffic.port().get());
            if (portFits && rule.to() instanceof Destination.Cidr cidr) {
                if (cidr.prefix().contains(traffic.destination())) {
                    possible.add(rule.action());
                    return only(possible);
                }
            } else if (portFits) {
                possible.add(rule.action());
            }
        }
        possible.add(Action.ALLOW);
        return only(possible);
    }

    private static Treatment only(Set<Action> possible) {
        return possible.size() > 1
                ? Treatment.UNDECIDED
                : possible.contains(Action.ALLOW) ? Treatment.ALLOWED : Treatment.DENIED;
    }
}
