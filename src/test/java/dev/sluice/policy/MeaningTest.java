package dev.sluice.policy;

import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeaningTest {

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @Test
    void doesNotShowHowPrefixesWereSplit() {
        assertThat(meaning("Deny 8.8.8.0/24")).isEqualTo(meaning("Deny 8.8.8.128/25", "Deny 8.8.8.0/25"));
    }

    @Test
    void doesNotShowAnOrderWithoutEffect() {
        assertThat(meaning("Deny 8.8.8.0/24", "Allow 9.9.9.9/32", "Deny 2001:db8::/32"))
                .isEqualTo(meaning("Deny 2001:db8::/32", "Deny 8.8.8.0/24", "Allow 9.9.9.9/32"));
    }

    @Test
    void doesNotShowARuleThatNeverDecides() {
        assertThat(meaning("Deny 8.8.8.0/24", "Allow 8.8.8.8/32")).isEqualTo(meaning("Deny 8.8.8.0/24"));
    }

    @Test
    void showsAnOrderThatChangesAVerdict() {
        assertThat(meaning("Allow 8.8.8.8/32", "Deny 8.8.8.0/24"))
                .isNotEqualTo(meaning("Deny 8.8.8.0/24", "Allow 8.8.8.8/32"));
    }

    @Test
    void showsTheSlightestChangeOfAddresses() {
        assertThat(meaning("Deny 8.8.8.0/24")).isNotEqualTo(meaning("Deny 8.8.8.0/25", "Deny 8.8.8.128/26"));
        assertThat(meaning("Deny 8.8.8.0/24")).isNotEqualTo(meaning("Allow 8.8.8.0/24"));
    }

    @Test
    void keepsAPartialRuleInItsPlace() {
        assertThat(meaning("Allow 8.8.8.8/32 TCP/443", "Deny 8.8.8.0/24"))
                .isNotEqualTo(meaning("Deny 8.8.8.0/24", "Allow 8.8.8.8/32 TCP/443"))
                .isNotEqualTo(meaning("Deny 8.8.8.0/24"));
    }

    @Test
    void keepsPartialRulesInTheirOrder() {
        assertThat(meaning("Allow dns example.com", "Deny nodes role=edge"))
                .isNotEqualTo(meaning("Deny nodes role=edge", "Allow dns example.com"));
    }

    @Test
    void showsAnyChangeOfAPartialRule() {
        assertThat(meaning("Allow 8.8.8.8/32 TCP/443"))
                .isNotEqualTo(meaning("Deny 8.8.8.8/32 TCP/443"))
                .isNotEqualTo(meaning("Allow 8.8.8.8/32 UDP/443"))
                .isNotEqualTo(meaning("Allow 8.8.8.8/31 TCP/443"))
                .isNotEqualTo(meaning("Allow dns example.com"));
    }

    @Test
    void comparesTheRunsBetweenPartialRulesOneByOne() {
        // Given
        Meaning published = meaning("Deny 8.8.8.0/24", "Allow dns example.com", "Deny 9.9.9.0/24", "Deny 7.7.7.0/24");

        // Then
        assertThat(meaning("Deny 8.8.8.0/24", "Allow dns example.com", "Deny 7.7.7.0/24", "Deny 9.9.9.0/24"))
                .isEqualTo(published);
        assertThat(meaning("Deny 8.8.8.0/24", "Deny 9.9.9.0/24", "Allow dns example.com", "Deny 7.7.7.0/24"))
                .isNotEqualTo(published);
    }

    @Test
    void hasNoPartWithoutRules() {
        assertThat(OrderedRules.of(List.of()).meaning().steps()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void isThatOfTheDecisionWhereEveryRuleDecides(TinyUniverse universe) {
        // Given
        List<Rule> some = whole(universe.rules(3));
        List<Rule> others = whole(universe.rules(3));

        // When
        boolean same =
                OrderedRules.of(some).meaning().equals(OrderedRules.of(others).meaning());

        // Then
        assertThat(same)
                .as("%s: %s and %s", universe, some, others)
                .isEqualTo(OrderedRules.of(some)
                        .decision()
                        .equals(OrderedRules.of(others).decision()));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void isEqualOnlyWhereTrafficToEveryAddressIsTreatedAlike(TinyUniverse universe) {
        // Given
        List<Rule> some = universe.rules(8);
        List<Rule> others = reordered(some, universe);

        // When
        boolean same =
                OrderedRules.of(some).meaning().equals(OrderedRules.of(others).meaning());

        // Then
        for (Address address : TinyUniverse.everyAddress()) {
            assertThat(!same || asked(some, address).equals(asked(others, address)))
                    .as("%s: %s and %s, %s", universe, some, others, address)
                    .isTrue();
        }
    }

    private static List<Rule> reordered(List<Rule> rules, TinyUniverse universe) {
        List<Rule> reordered = new ArrayList<>(rules);
        for (int i = 1; i < reordered.size(); i++) {
            if (universe.below(4) == 0) {
                Collections.swap(reordered, i - 1, i);
            }
        }
        return reordered;
    }

    /** What traffic to an address meets: the rules that may match some of it, then the action that stops the rest. */
    private static List<Object> asked(List<Rule> rules, Address address) {
        List<Object> asked = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<Action> action = TinyUniverse.firstMatch(List.of(rule), address);
            if (action.isPresent()) {
                asked.add(action.get());
                return asked;
            }
            boolean elsewhere =
                    rule.to() instanceof Destination.Cidr cidr && !cidr.prefix().contains(address);
            if (!elsewhere) {
                asked.add(rule);
            }
        }
        return asked;
    }

    private static List<Rule> whole(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.decides().isPresent()).toList();
    }

    private static Meaning meaning(String... rules) {
        return OrderedRules.of(rules(rules)).meaning();
    }
}
