package dev.sluice.policy.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Rule;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.Sha256;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionFunctionTest {

    @Test
    void allowsWhatNoRuleMatches() {
        assertThat(function().text()).isEmpty();
        assertThat(function().at(Address.parse("8.8.8.8"))).isEqualTo("Allow");
        assertThat(function()).isEqualTo(function("Allow 0.0.0.0/0", "Allow 8.8.8.0/24", "Allow ::/0"));
    }

    @Test
    void writesTheFewestDeniedPrefixesInAscendingOrder() {
        assertThat(function(
                        "Deny 2001:db8::/32", "Deny 9.0.0.0/9", "Deny 8.8.8.0/24", "Deny 9.128.0.0/9", "Deny ::/128"))
                .hasToString("""
                8.8.8.0/24 Deny
                9.0.0.0/8 Deny
                ::/128 Deny
                2001:db8::/32 Deny
                """);
    }

    @Test
    void letsTheFirstRuleThatMatchesDecide() {
        assertThat(function("Allow 8.8.8.8/32", "Deny 8.8.8.8/31", "Allow 8.8.8.0/24", "Deny 8.8.8.0/24"))
                .hasToString("8.8.8.9/32 Deny\n");
    }

    @Test
    void givesARuleWithPortsItsPlaceWhereNothingIsDecidedYet() {
        assertThat(function("Deny 8.8.8.0/25", "Allow 8.8.8.0/24 TCP/53 UDP/53", "Deny 8.8.0.0/16"))
                .hasToString("""
                8.8.0.0/21 Deny
                8.8.8.0/25 Deny
                8.8.8.128/25 Allow TCP/53, UDP/53; Deny
                8.8.9.0/24 Deny
                8.8.10.0/23 Deny
                8.8.12.0/22 Deny
                8.8.16.0/20 Deny
                8.8.32.0/19 Deny
                8.8.64.0/18 Deny
                8.8.128.0/17 Deny
                """);
    }

    @Test
    void givesANameItsPlaceAtEveryAddressThatIsStillOpen() {
        assertThat(function(
                        "Allow 0.0.0.0/1", "Deny dns example.com TCP/443", "Deny 128.0.0.0/2", "Allow nodes a=1,b="))
                .hasToString("""
                128.0.0.0/2 Deny dns example.com TCP/443; Deny
                192.0.0.0/2 Deny dns example.com TCP/443; Allow nodes a=1,b=; Allow
                ::/0 Deny dns example.com TCP/443; Allow nodes a=1,b=; Allow
                """);
    }

    @Test
    void takesNoNoticeOfOrderWithoutEffect() {
        assertThat(function("Deny 8.8.8.0/24", "Allow 9.9.9.0/24", "Deny 2001:db8::/32 TCP/25", "Deny 7.7.7.0/24"))
                .isEqualTo(function(
                        "Deny 2001:db8::/32 TCP/25", "Deny 7.7.7.0/24", "Allow 9.9.9.0/24", "Deny 8.8.8.0/24"));
    }

    @Test
    void takesNoNoticeOfASplit() {
        assertThat(function("Deny 8.8.8.0/24", "Allow 9.0.0.0/8 TCP/80 TCP/443", "Deny 9.0.0.0/8"))
                .isEqualTo(function(
                        "Deny 8.8.8.0/25",
                        "Deny 8.8.8.128/25",
                        "Allow 9.128.0.0/9 TCP/443",
                        "Allow 9.0.0.0/9 TCP/443",
                        "Allow 9.0.0.0/8 TCP/80",
                        "Deny 9.0.0.0/8"));
    }

    @Test
    void takesNoNoticeOfTheOrderOfLimitedRulesThatSayTheSame() {
        assertThat(function("Allow dns a.example", "Allow nodes a=1", "Deny 8.8.8.0/24"))
                .isEqualTo(function("Allow nodes a=1", "Allow dns a.example", "Deny 8.8.8.0/24"));
    }

    @Test
    void takesNoNoticeOfALimitedRuleThatNothingReaches() {
        assertThat(function("Deny 8.8.8.0/24", "Allow 8.8.8.8/32 UDP/53")).isEqualTo(function("Deny 8.8.8.0/24"));
    }

    @Test
    void takesNoticeOfTheOrderOfLimitedRulesThatMayDisagree() {
        DecisionFunction function = function("Allow dns a.example", "Deny dns b.example");

        assertThat(function.firstDifference(function("Deny dns b.example", "Allow dns a.example")))
                .contains(Address.parse("0.0.0.0"));
    }

    @Test
    void takesNoticeOfAMissingLimitedRuleAnywhereItIsReached() {
        DecisionFunction function = function("Deny 8.8.8.0/25", "Allow 8.8.8.0/24 TCP/443");

        assertThat(function.firstDifference(function("Deny 8.8.8.0/25"))).contains(Address.parse("8.8.8.128"));
    }

    @Test
    void takesNoticeOfAWholeRuleThatMovesAcrossANameThatItCovers() {
        DecisionFunction function = function("Allow dns a.example", "Deny 8.8.8.0/24");

        assertThat(function.firstDifference(function("Deny 8.8.8.0/24", "Allow dns a.example")))
                .contains(Address.parse("8.8.8.0"));
    }

    @Test
    void namesTheLowestAddressThatDiffersAndIpv4First() {
        DecisionFunction function = function("Deny 8.8.8.0/24", "Deny 2001:db8::/32");

        assertThat(function.firstDifference(function("Deny 8.8.8.0/25", "Deny 7.0.0.0/8", "Deny 2001:db8::/32")))
                .contains(Address.parse("7.0.0.0"));
        assertThat(function.firstDifference(function("Deny 8.8.8.0/24", "Deny 2001:db8::/33")))
                .contains(Address.parse("2001:db8:8000::"));
        assertThat(function.firstDifference(function("Deny 2001:db8::/32", "Deny 8.8.8.0/24")))
                .isEmpty();
    }

    @Test
    void reachesBothEndsOfBothFamilies() {
        String[] ends = {
            "Deny 0.0.0.0/32",
            "Deny 255.255.255.255/32",
            "Deny ::/128",
            "Deny ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"
        };

        assertThat(function(ends).denied())
                .isEqualTo(IpSet.of(prefixes("0.0.0.0/32", "255.255.255.255/32", "::/128"))
                        .union(IpSet.of(prefixes("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"))));
        assertThat(function(ends).firstDifference(function(ends[0], ends[1], ends[2])))
                .contains(Address.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
    }

    @Test
    void digestsItsText() {
        assertThat(function("Deny 8.8.8.0/24", "Deny 8.8.4.0/24").digest())
                .isEqualTo(Sha256.hex("8.8.4.0/24 Deny\n8.8.8.0/24 Deny\n"));
    }

    static DecisionFunction function(String... rules) {
        return DecisionFunction.of(rules(rules));
    }

    static List<Rule> rules(String... rules) {
        return Stream.of(rules)
                .map(rule -> RuleWords.read(List.of(rule.split(" "))))
                .toList();
    }

    private static List<Prefix> prefixes(String... prefixes) {
        return Stream.of(prefixes).map(Prefix::parse).toList();
    }
}
