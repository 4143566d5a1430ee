package dev.sluice.policy;

import static dev.sluice.policy.Action.ALLOW;
import static dev.sluice.policy.Action.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Assertion.Asserter;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionResultTest {

    private static final Networks NETWORKS =
            new Networks(List.of(Prefix.parse("192.168.99.0/24")), List.of(Prefix.parse("172.22.0.0/16")), List.of());

    private static final List<Port> HTTPS = List.of(new Port(Port.Protocol.TCP, 443));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    8.8.8.0/24     | DENY  |
                    8.8.8.8/32     | DENY  |
                    8.8.8.8/32     | ALLOW | 8.8.8.8
                    8.8.0.0/16     | ALLOW | 8.8.8.0
                    8.8.0.0/16     | DENY  | 8.8.0.0
                    8.8.8.0/23     | DENY  | 8.8.9.0
                    9.9.9.9/32     | ALLOW |
                    9.9.9.9/32     | DENY  | 9.9.9.9
                    2001:db8::/32  | ALLOW |
                    2001:db8::/32  | DENY  | 2001:db8::
                    192.168.0.0/16 | ALLOW |
                    """)
    void namesTheFirstAddressThatFails(String addresses, Action expected, String first) {
        // When
        AssertionResult result = check(assertion(addresses, expected), List.of(), "8.8.8.0/24");

        // Then
        assertThat(result.failure().map(failure -> failure.first().toString()))
                .isEqualTo(Stream.ofNullable(first).findFirst());
        assertThat(result.holds()).isEqualTo(first == null);
    }

    @Test
    void namesTheRuleThatDecidesOtherwise() {
        AssertionResult result =
                check(assertion("8.8.8.0/24", DENY), List.of(Rule.allow(prefix("8.8.8.8/32"))), "8.8.8.0/24");

        assertThat(result)
                .hasToString("8.8.8.8 is allowed by Allow 8.8.8.8/32, but 8.8.8.0/24 deny (so they say) is asserted");
    }

    @Test
    void saysThatNoRuleSpeaksOfAnAddress() {
        assertThat(check(assertion("2001:db8::1/128", DENY), List.of()))
                .hasToString(
                        "2001:db8::1 is allowed by no rule at all, but 2001:db8::1/128 deny (so they say) is asserted");
    }

    @Test
    void letsTheFirstRuleDecide() {
        List<Rule> before = List.of(Rule.deny(prefix("9.9.9.0/24")), Rule.allow(prefix("9.9.0.0/16")));

        assertThat(check(assertion("9.9.9.0/24", DENY), before).holds()).isTrue();
        assertThat(check(assertion("9.9.9.0/24", ALLOW), before).holds()).isFalse();
    }

    @Test
    void failsWhereOnePortIsDecidedOtherwise() {
        List<Rule> before = List.of(new Rule(ALLOW, new Destination.Cidr(prefix("8.8.8.8/32")), HTTPS));

        assertThat(check(assertion("8.8.8.0/24", DENY), before, "8.8.8.0/24").failure())
                .hasValueSatisfying(failure -> assertThat(failure.by()).contains(before.getFirst()));
    }

    @Test
    void knowsThatAPortIsDecidedAlikeLaterOn() {
        List<Rule> before = List.of(new Rule(DENY, new Destination.Cidr(prefix("8.8.8.8/32")), HTTPS));

        assertThat(check(assertion("8.8.8.0/24", DENY), before, "8.8.8.0/24").holds())
                .isTrue();
    }

    @Test
    void doesNotGuessWhatNamesResolveTo() {
        List<Rule> before = List.of(new Rule(ALLOW, new Destination.DnsName("dns.example"), List.of()));

        assertThat(check(assertion("8.8.8.0/24", DENY), before, "8.8.8.0/24").holds())
                .isTrue();
    }

    @Test
    void leavesOutOfADefaultWhatIsAllowedOnPurpose() {
        // Given
        List<Rule> before = List.of(
                Rule.allow(prefix("142.250.1.0/24")),
                new Rule(ALLOW, new Destination.Cidr(prefix("142.251.0.0/24")), HTTPS));
        List<Prefix> exempt = List.of(prefix("142.250.0.0/24"));

        // When
        AssertionResult byDefault = all(List.of(Assertion.GOOGLE), exempt, before, "142.250.2.0/23", "142.250.4.0/22")
                .getFirst();
        AssertionResult byUser = all(List.of(assertion("142.250.0.0/15", DENY)), exempt, before, "142.250.0.0/15")
                .getFirst();

        // Then
        assertThat(byDefault.failure().orElseThrow().first()).hasToString("142.250.8.0");
        assertThat(byUser.failure().orElseThrow().first()).hasToString("142.250.1.0");
    }

    @Test
    void holdsAClusterToReachingItself() {
        assertThat(all(List.of(), List.of(), List.of()))
                .extracting(AssertionResult::toString)
                .containsExactly(
                        "192.168.99.0/24 allow (the cluster's own network)",
                        "172.22.0.0/16 allow (the cluster's own network)");
    }

    @Test
    void putsTheUsersWordInPlaceOfADefault() {
        assertThat(all(List.of(assertion("172.22.0.0/16", ALLOW)), List.of(), List.of()))
                .extracting(AssertionResult::toString)
                .containsExactly(
                        "172.22.0.0/16 allow (so they say)", "192.168.99.0/24 allow (the cluster's own network)");
    }

    private static AssertionResult check(Assertion assertion, List<Rule> before, String... blocked) {
        return all(List.of(assertion), List.of(), before, blocked).getFirst();
    }

    private static List<AssertionResult> all(
            List<Assertion> assertions, List<Prefix> exempt, List<Rule> before, String... blocked) {
        Firewall firewall = new Firewall("shop", before, List.of(), ALLOW);
        List<Prefix> prefixes = Stream.of(blocked).map(Prefix::parse).toList();
        RuleList rules = RuleList.of(NETWORKS, firewall, prefixes, Set.of(Family.IPV4));
        return AssertionResult.all(assertions, NETWORKS, exempt, firewall, rules);
    }

    private static Assertion assertion(String addresses, Action expected) {
        return new Assertion(prefix(addresses), expected, "so they say", Asserter.USER);
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text);
    }
}
