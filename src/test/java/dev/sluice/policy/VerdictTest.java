package dev.sluice.policy;

import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.rule;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Verdict.Listed;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {

    private static final Selection NOTHING = new Selection(List.of(), List.of());

    private static final RuleList RULES = new RuleList(rules(
            "Allow 192.168.99.0/24", "Allow 8.8.8.8/32", "Deny 8.8.8.0/24", "Deny 2001:4860::/32", "Allow 0.0.0.0/0"));

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.99.255,   Allow, 1",
        "8.8.8.8,          Allow, 2",
        "8.8.8.0,          Deny,  3",
        "8.8.8.255,        Deny,  3",
        "8.8.9.0,          Allow, 5",
        "2001:4860::,      Deny,  4",
        "255.255.255.255,  Allow, 5"
    })
    void namesTheFirstRuleThatDecides(String address, String action, int number) {
        Verdict verdict = on(address, RULES);

        assertThat(verdict.action()).hasToString(action);
        assertThat(verdict.rule()).contains(number);
        assertThat(verdict.decidedBy()).contains(RULES.rules().get(number - 1));
    }

    @Test
    void allowsWhatNoRuleMatches() {
        Verdict verdict = on("2001:db8::1", RULES);

        assertThat(verdict.action()).isEqualTo(Action.ALLOW);
        assertThat(verdict.rule()).isEmpty();
        assertThat(verdict.decidedBy()).isEmpty();
        assertThat(verdict.partial()).isEmpty();
    }

    @Test
    void listsEarlierRulesThatMayMatchSomeTraffic() {
        // Given
        RuleList rules = new RuleList(rules(
                "Allow 8.8.8.0/24 TCP/443",
                "Allow 9.9.9.0/24 TCP/443",
                "Deny dns example.com",
                "Allow nodes role=edge",
                "Deny 8.8.0.0/16",
                "Allow 8.8.8.8/32 UDP/53",
                "Allow dns later.example.com"));

        // When
        Verdict verdict = on("8.8.8.8", rules);

        // Then
        assertThat(verdict.action()).isEqualTo(Action.DENY);
        assertThat(verdict.rule()).contains(5);
        assertThat(verdict.partial())
                .isEqualTo(rules("Allow 8.8.8.0/24 TCP/443", "Deny dns example.com", "Allow nodes role=edge"));
    }

    @Test
    void listsPartialRulesWhereNoneDecides() {
        Verdict verdict = on("8.8.8.8", new RuleList(rules("Deny 8.8.8.8/32 UDP/53")));

        assertThat(verdict.action()).isEqualTo(Action.ALLOW);
        assertThat(verdict.rule()).isEmpty();
        assertThat(verdict.partial()).containsExactly(rule("Deny 8.8.8.8/32 UDP/53"));
    }

    @Test
    void namesTheMostSpecificEntryOfEachList() {
        // Given
        PrefixList goog = list("goog", "34.0.0.0/8", "34.64.0.0/10", "35.0.0.0/8");
        Entry seoul = new Entry(Prefix.parse("34.64.32.0/19"), "asia-northeast3");
        PrefixList cloud = new PrefixList("cloud", List.of(seoul, new Entry(Prefix.parse("34.64.0.0/16"), "global")));
        Selection selection = new Selection(List.of(goog, list("more", "8.8.8.0/24")), List.of(cloud));

        // When
        Verdict verdict = Verdict.on(Address.parse("34.64.32.1"), RULES, selection);

        // Then
        assertThat(verdict.entries())
                .containsExactly(
                        new Listed("goog", new Entry(Prefix.parse("34.64.0.0/10"), "")), new Listed("cloud", seoul));
    }

    @Test
    void namesNoEntryWhereNoListHoldsTheAddress() {
        Selection selection = new Selection(List.of(list("goog", "8.8.8.0/24")), List.of());

        assertThat(Verdict.on(Address.parse("9.9.9.9"), RULES, selection).entries())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void saysWhatTheRulesDecide(TinyUniverse universe) {
        // Given
        RuleList rules = new RuleList(universe.rules(10));

        // When
        List<Action> verdicts = TinyUniverse.everyAddress().stream()
                .map(address -> Verdict.on(address, rules, NOTHING).action())
                .toList();

        // Then
        assertThat(verdicts)
                .as("%s %s", universe, rules)
                .isEqualTo(TinyUniverse.everyAddress().stream()
                        .map(address ->
                                TinyUniverse.firstMatch(rules.rules(), address).orElse(Action.ALLOW))
                        .toList());
    }

    private static Verdict on(String address, RuleList rules) {
        return Verdict.on(Address.parse(address), rules, NOTHING);
    }
}
