package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ranges.IpSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void saysAboutEveryAddressWhatTheFirstMatchingRuleSays(TinyUniverse universe) {
        // Given
        List<Rule> rules = universe.rules(12);

        // When
        Decision decision = OrderedRules.of(rules).decision();

        // Then
        assertThat(decision.allowed())
                .as("%s allowed by %s", universe, rules)
                .isEqualTo(firstMatched(rules, Action.ALLOW));
        assertThat(decision.denied())
                .as("%s denied by %s", universe, rules)
                .isEqualTo(firstMatched(rules, Action.DENY));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void chainsTheSameHoweverItIsGrouped(TinyUniverse universe) {
        // Given
        Decision first = OrderedRules.of(universe.rules(5)).decision();
        Decision second = OrderedRules.of(universe.rules(5)).decision();
        Decision third = OrderedRules.of(universe.rules(5)).decision();

        // When
        Decision fromTheLeft = first.then(second).then(third);

        // Then
        assertThat(fromTheLeft).as("%s", universe).isEqualTo(first.then(second.then(third)));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void isNotChangedByNothing(TinyUniverse universe) {
        Decision decision = OrderedRules.of(universe.rules(5)).decision();

        assertThat(decision.then(Decision.NONE)).as("%s", universe).isEqualTo(decision);
        assertThat(Decision.NONE.then(decision)).as("%s", universe).isEqualTo(decision);
    }

    @Test
    void leavesToLaterRulesWhatTheFirstDoesNotSay() {
        // When
        Decision decision = OrderedRules.of(rules("Deny 10.0.0.0/9", "Allow 10.0.0.0/8", "Deny 10.0.0.0/7"))
                .decision();

        // Then
        assertThat(decision.allowed()).isEqualTo(addresses("10.128.0.0/9"));
        assertThat(decision.denied()).isEqualTo(addresses("10.0.0.0/9", "11.0.0.0/8"));
    }

    @Test
    void keepsTheFamiliesApart() {
        Decision decision =
                OrderedRules.of(rules("Deny 0.0.0.0/0", "Allow ::/0")).decision();

        assertThat(decision.denied()).isEqualTo(addresses("0.0.0.0/0"));
        assertThat(decision.allowed()).isEqualTo(addresses("::/0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deny 8.8.8.0/24 TCP/443",
                "Deny dns example.com",
                "Allow dns *.example.com UDP/53",
                "Allow nodes role=edge"
            })
    void saysNothingForARuleThatMatchesOnlySomeTraffic(String rule) {
        assertThat(OrderedRules.of(rules(rule)).decision()).isEqualTo(Decision.NONE);
        assertThat(OrderedRules.of(rules(rule, "Allow 8.8.0.0/16", rule))
                        .decision()
                        .allowed())
                .isEqualTo(addresses("8.8.0.0/16"));
    }

    @Test
    void saysNothingWithoutRules() {
        assertThat(OrderedRules.of(List.of()).decision()).isEqualTo(Decision.NONE);
    }

    @Test
    void decidesTheGreatestListThatAnObjectTakes() {
        // Given
        List<Rule> alternating = Stream.iterate(0, i -> i + 1)
                .limit(RuleList.LIMIT)
                .map(i -> (i % 2 == 0 ? "Deny " : "Allow ") + "10.0." + i / 256 + "." + i % 256 + "/32")
                .map(Notation::rule)
                .toList();

        // When
        Decision decision = OrderedRules.of(alternating).decision();

        // Then
        assertThat(decision.denied().prefixes()).hasSize(RuleList.LIMIT / 2);
        assertThat(decision.allowed().prefixes()).hasSize(RuleList.LIMIT / 2);
    }

    @Test
    void refusesToAllowAndDenyTheSameAddress() {
        IpSet allowed = addresses("10.0.0.0/8");
        IpSet denied = addresses("10.1.0.0/16");

        assertThatThrownBy(() -> new Decision(allowed, denied))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.1.0.0/16");
    }

    private static IpSet firstMatched(List<Rule> rules, Action action) {
        return TinyUniverse.where(
                address -> TinyUniverse.firstMatch(rules, address).equals(Optional.of(action)));
    }
}
