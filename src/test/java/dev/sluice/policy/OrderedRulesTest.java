package dev.sluice.policy;

import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.OrderedRules.Contradiction;
import dev.sluice.policy.OrderedRules.Decider;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderedRulesTest {

    private static final Port HTTPS = new Port(Port.Protocol.TCP, 443);
    private static final Port DNS = new Port(Port.Protocol.UDP, 53);

    static List<TinyUniverse> universes() {
        return TinyUniverse.cases(200).toList();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void saysWhatGoingDownTheListSays(TinyUniverse universe) {
        List<Rule> rules = universe.rules(12);
        OrderedRules ordered = OrderedRules.of(rules);
        for (Address address : TinyUniverse.everyAddress()) {
            for (Optional<Port> port : List.of(Optional.<Port>empty(), Optional.of(HTTPS), Optional.of(DNS))) {
                Traffic traffic = new Traffic(address, port);
                assertThat(ordered.treatment(traffic))
                        .as("%s to %s under %s", universe, traffic, rules)
                        .isEqualTo(goneDown(rules, traffic));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("universes")
    void namesTheRuleThatDecidesAnAddress(TinyUniverse universe) {
        List<Rule> rules = universe.rules(12);
        OrderedRules ordered = OrderedRules.of(rules);
        for (Address address : TinyUniverse.everyAddress()) {
            Decider decider = ordered.decider(address);
            int before = decider.number().orElse(rules.size() + 1) - 1;
            assertThat(TinyUniverse.firstMatch(rules.subList(0, before), address))
                    .as("%s: rules before %s of %s match %s", universe, decider, rules, address)
                    .isEmpty();
            assertThat(decider.rule().map(Rule::action))
                    .as("%s: %s under %s", universe, address, rules)
                    .isEqualTo(TinyUniverse.firstMatch(rules, address));
            assertThat(decider.number().map(number -> rules.get(number - 1))).isEqualTo(decider.rule());
        }
    }

    @ParameterizedTest
    @MethodSource("universes")
    void findsTheLowestAddressThatContradictsAnExpectation(TinyUniverse universe) {
        // Given
        List<Rule> rules = universe.rules(12);
        IpSet asked = IpSet.of(universe.prefixes(3));
        Action expected = universe.action();

        // When
        Optional<Contradiction> found = OrderedRules.of(rules).contradiction(asked, expected);

        // Then
        Optional<Contradiction> wanted = TinyUniverse.everyAddress().stream()
                .filter(asked::contains)
                .flatMap(address -> contradiction(rules, address, expected).stream())
                .findFirst();
        assertThat(found)
                .as("%s: %s %s under %s", universe, asked, expected, rules)
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void knowsWhereARuleByPortNameOrNodeMayMatch(TinyUniverse universe) {
        List<Rule> rules = universe.rules(12);

        assertThat(OrderedRules.of(rules).limited(rule -> rule.action() == Action.ALLOW))
                .as("%s: %s", universe, rules)
                .isEqualTo(TinyUniverse.where(address -> OrderedRules.of(rules).decider(address).partial().stream()
                        .anyMatch(rule -> rule.action() == Action.ALLOW)));
    }

    @Test
    void allowsEverythingWithoutRules() {
        assertThat(of(OrderedRules.of(List.of()), "8.8.8.8", Optional.empty())).isEqualTo(Treatment.ALLOWED);
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
        OrderedRules ordered = OrderedRules.of(rules(
                "Allow 192.168.99.0/24", "Allow 8.8.8.8/32 UDP/53", "Deny 8.8.8.0/24", "Deny dns example.com TCP/443"));

        assertThat(of(ordered, address, Optional.ofNullable(port).map(OrderedRulesTest::port)))
                .isEqualTo(expected);
    }

    @Test
    void isSureOfANameWhoseActionIsWhatHappensAnyway() {
        OrderedRules ordered = OrderedRules.of(rules("Deny dns example.com", "Deny 0.0.0.0/0"));

        assertThat(of(ordered, "8.8.8.8", Optional.empty())).isEqualTo(Treatment.DENIED);
    }

    @Test
    void isSureOfTrafficOutOfAClusterThatAllowsItsNodes() {
        OrderedRules ordered = OrderedRules.of(rules("Allow nodes kubernetes.io/os=linux", "Deny 8.8.8.0/24"));

        assertThat(of(ordered, "8.8.8.8", Optional.empty())).isEqualTo(Treatment.DENIED);
        assertThat(of(OrderedRules.of(rules("Allow nodes role=edge", "Deny 8.8.8.0/24")), "8.8.8.8", Optional.empty()))
                .isEqualTo(Treatment.UNDECIDED);
    }

    private static Treatment of(OrderedRules ordered, String address, Optional<Port> port) {
        return ordered.treatment(new Traffic(Address.parse(address), port));
    }

    private static Port port(String text) {
        return Notation.rule("Allow 0.0.0.0/0 " + text).ports().getFirst();
    }

    /** The first rule for an address that contradicts, unless one before it decides as expected. */
    private static Optional<Contradiction> contradiction(List<Rule> rules, Address address, Action expected) {
        for (Rule rule : rules) {
            boolean matches = rule.to() instanceof Destination.Cidr(var prefix) && prefix.contains(address);
            if (matches && rule.action() != expected) {
                return Optional.of(new Contradiction(address, Optional.of(rule)));
            }
            if (matches && rule.ports().isEmpty()) {
                return Optional.empty();
            }
        }
        return expected == Action.DENY ? Optional.of(new Contradiction(address, Optional.empty())) : Optional.empty();
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
