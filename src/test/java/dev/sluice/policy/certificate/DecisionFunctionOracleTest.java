package dev.sluice.policy.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Rule;
import dev.sluice.policy.TinyUniverse;
import dev.sluice.ranges.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares decision functions with going down the rules for every address of a tiny universe. */
class DecisionFunctionOracleTest {

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(300);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void saysAboutEachAddressWhatTheRulesDo(TinyUniverse universe) {
        // Given
        List<Rule> rules = universe.rules(10);

        // When
        DecisionFunction function = DecisionFunction.of(rules);

        // Then
        assertThat(TinyUniverse.everyAddress()).allSatisfy(address -> assertThat(function.at(address))
                .as("%s %s at %s", universe, rules, address)
                .isEqualTo(walk(rules, address)));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void noticesAnAlteredRuleExactlyWhereItHasAnEffect(TinyUniverse universe) {
        // Given
        List<Rule> meant = universe.rules(10);
        List<Rule> written = altered(meant, universe);

        // When
        Optional<Address> difference = DecisionFunction.of(meant).firstDifference(DecisionFunction.of(written));

        // Then
        assertThat(difference)
                .as("%s meant %s, written %s", universe, meant, written)
                .isEqualTo(TinyUniverse.everyAddress().stream()
                        .filter(address -> !walk(meant, address).equals(walk(written, address)))
                        .findFirst());
    }

    /** Walks down both lists; the limited rules that an address meets are to be the same, unless everything is allowed. */
    @ParameterizedTest
    @MethodSource("universes")
    void knowsWhereNothingMoreIsDenied(TinyUniverse universe) {
        // Given
        List<Rule> before = universe.rules(6);
        List<Rule> after = altered(before, universe);

        // When
        boolean deniesNoMore = DecisionFunction.of(after).deniesNoMoreThan(DecisionFunction.of(before));

        // Then
        assertThat(deniesNoMore)
                .as("%s before %s, after %s", universe, before, after)
                .isEqualTo(TinyUniverse.everyAddress().stream().allMatch(address -> {
                    String now = walk(after, address);
                    String then = walk(before, address);
                    return now.equals(then)
                            || now.equals("Allow")
                            || now.endsWith("; Allow") && now.equals(then.replaceFirst("; Deny$", "; Allow"));
                }));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void digestsAlikeExactlyWhatIsEqual(TinyUniverse universe) {
        // Given
        List<Rule> rules = universe.rules(6);
        List<Rule> others = altered(rules, universe);

        // When
        DecisionFunction one = DecisionFunction.of(rules);
        DecisionFunction other = DecisionFunction.of(others);

        // Then
        assertThat(one.digest().equals(other.digest()))
                .as("%s %s and %s", universe, rules, others)
                .isEqualTo(one.equals(other))
                .isEqualTo(one.firstDifference(other).isEmpty());
    }

    /** The same rules with one left out, moved or turned round; none stay none. */
    private static List<Rule> altered(List<Rule> rules, TinyUniverse universe) {
        List<Rule> altered = new ArrayList<>(rules);
        if (rules.isEmpty()) {
            return altered;
        }
        Rule taken = altered.remove(universe.below(altered.size()));
        switch (universe.below(3)) {
            case 0 -> altered.add(universe.below(altered.size() + 1), taken);
            case 1 ->
                altered.add(universe.below(altered.size() + 1), new Rule(universe.action(), taken.to(), taken.ports()));
            default -> {}
        }
        return altered;
    }

    private static String walk(List<Rule> rules, Address address) {
        StringBuilder path = new StringBuilder();
        TreeSet<String> row = new TreeSet<>();
        Action of = Action.ALLOW;
        for (Rule rule : rules) {
            boolean covers = !(rule.to() instanceof Destination.Cidr cidr)
                    || cidr.prefix().contains(address);
            boolean whole =
                    rule.to() instanceof Destination.Cidr && rule.ports().isEmpty();
            if (covers && whole) {
                return path + said(of, row) + rule.action();
            }
            if (covers) {
                path.append(rule.action() == of ? "" : said(of, row));
                row = rule.action() == of ? row : new TreeSet<>();
                of = rule.action();
                String selector = rule.to() instanceof Destination.Cidr ? "" : rule.to() + " ";
                row.add(
                        rule.ports().isEmpty()
                                ? selector.strip()
                                : selector + rule.ports().getFirst());
            }
        }
        return path + said(of, row) + Action.ALLOW;
    }

    private static String said(Action action, TreeSet<String> row) {
        return row.isEmpty() ? "" : action + " " + String.join(", ", row) + "; ";
    }
}
