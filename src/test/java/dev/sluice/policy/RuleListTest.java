package dev.sluice.policy;

import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleListTest {

    private static final Networks LAB =
            new Networks(prefixes("192.168.99.0/24"), prefixes("172.22.0.0/16"), prefixes("10.132.0.0/14"));

    private static final Networks NONE = new Networks(List.of(), List.of(), List.of());

    @Test
    void goesFromTheNetworksToEverythingElse() {
        // Given
        Firewall firewall = new Firewall(
                "llm-demo",
                rules("Allow dns example.com TCP/443", "Allow 8.8.8.8/32"),
                rules("Deny nodes role=edge", "Deny 1.1.1.1/32"),
                Action.ALLOW);

        // When
        RuleList list = RuleList.of(LAB, firewall, prefixes("8.8.8.0/24", "34.0.0.0/15"), Set.of(Family.IPV4));

        // Then
        assertThat(list.rules())
                .isEqualTo(rules(
                        "Allow 192.168.99.0/24",
                        "Allow 172.22.0.0/16",
                        "Allow 10.132.0.0/14",
                        "Allow dns example.com TCP/443",
                        "Allow 8.8.8.8/32",
                        "Deny 8.8.8.0/24",
                        "Deny 34.0.0.0/15",
                        "Deny nodes role=edge",
                        "Deny 1.1.1.1/32",
                        "Allow 0.0.0.0/0"));
        assertThat(list.size()).isEqualTo(10);
    }

    @Test
    void allowsEveryNodeByItsLabelFirst() {
        RuleList list = RuleList.of(LAB.withEveryNode(), Firewall.OPEN, prefixes("8.8.8.0/24"), Set.of(Family.IPV4));

        assertThat(list.rules())
                .isEqualTo(rules(
                        "Allow nodes kubernetes.io/os=linux",
                        "Allow 192.168.99.0/24",
                        "Allow 172.22.0.0/16",
                        "Allow 10.132.0.0/14",
                        "Deny 8.8.8.0/24",
                        "Allow 0.0.0.0/0"));
    }

    @Test
    void allowsEachNetworkByOneRuleEvenWhereTheyTouchOrNest() {
        // Given
        Networks networks = new Networks(
                prefixes("10.1.0.0/16", "10.0.0.0/16", "fd00::/64"),
                prefixes("10.0.0.0/8"),
                prefixes("10.1.0.0/16", "fd01::/48"));

        // When
        RuleList list = RuleList.of(networks, open(), List.of(), Set.of(Family.IPV4));

        // Then
        assertThat(list.rules())
                .isEqualTo(rules(
                        "Allow 10.1.0.0/16",
                        "Allow 10.0.0.0/16",
                        "Allow fd00::/64",
                        "Allow 10.0.0.0/8",
                        "Allow fd01::/48",
                        "Allow 0.0.0.0/0"));
    }

    @Test
    void allowsEverythingElseInTheBlockedFamiliesAlone() {
        assertThat(RuleList.of(NONE, open(), List.of(), Set.of(Family.IPV6)).rules())
                .isEqualTo(rules("Allow ::/0"));
        assertThat(RuleList.of(NONE, open(), List.of(), EnumSet.allOf(Family.class))
                        .rules())
                .isEqualTo(rules("Allow 0.0.0.0/0", "Allow ::/0"));
    }

    @Test
    void speaksOfIpv4FirstWhateverTheOrderOfTheFamilies() {
        Set<Family> reversed = new LinkedHashSet<>(List.of(Family.IPV6, Family.IPV4));

        assertThat(RuleList.of(NONE, open(), List.of(), reversed).rules())
                .isEqualTo(rules("Allow 0.0.0.0/0", "Allow ::/0"));
    }

    @Test
    void deniesEverythingElseInBothFamiliesWhateverIsBlocked() {
        Firewall closed = new Firewall("llm-demo", List.of(), List.of(), Action.DENY);

        for (Family family : Family.values()) {
            assertThat(RuleList.of(NONE, closed, List.of(), Set.of(family)).rules())
                    .isEqualTo(rules("Deny 0.0.0.0/0", "Deny ::/0"));
        }
    }

    @Test
    void takesAsManyRulesAsOneObjectDoes() {
        RuleList list = RuleList.of(LAB, open(), hosts(7_996), Set.of(Family.IPV4));

        assertThat(list.size()).isEqualTo(8_000);
    }

    @Test
    void refusesOneRuleMoreAndSaysHowMany() {
        List<Prefix> blocked = hosts(7_997);

        assertThatThrownBy(() -> RuleList.of(LAB, open(), blocked, Set.of(Family.IPV4)))
                .isInstanceOf(TooManyRulesException.class)
                .hasMessageContaining("8001 rules")
                .hasMessageContaining("at most 8000");
    }

    private static Firewall open() {
        return new Firewall("llm-demo", List.of(), List.of(), Action.ALLOW);
    }

    private static List<Prefix> hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Prefix(new Address(Family.IPV4, 0, 0x0800_0000L + i), 32))
                .toList();
    }
}
