package dev.sluice.policy;

import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedRulesTest {

    private static final List<Prefix> DENIED = prefixes("8.8.4.0/24", "8.8.8.0/24");
    private static final Blocked BLOCKED = new Blocked(IpSet.of(DENIED), DENIED, IpSet.of(DENIED));
    private static final Networks EAST = networks("10.0.0.0/24");
    private static final Networks WEST = networks("10.0.1.0/24");

    private final SharedRules lists = new SharedRules(block(Strategy.EXACT), BLOCKED);

    @Test
    void makesOneListForNamespacesThatAskForTheSame() {
        // When
        RuleList shop = lists.of(EAST, firewall("shop", Action.ALLOW));
        RuleList bank = lists.of(EAST, firewall("bank", Action.ALLOW));

        // Then
        assertThat(bank).isSameAs(shop);
        assertThat(lists.made()).isEqualTo(1);
    }

    @Test
    void makesListsOfTheSameRules() {
        // When
        RuleList east = lists.of(EAST, firewall("shop", Action.ALLOW));
        RuleList west = lists.of(WEST, firewall("shop", Action.ALLOW));

        // Then
        assertThat(lists.made()).isEqualTo(2);
        assertThat(west.rules().getFirst()).isNotEqualTo(east.rules().getFirst());
        for (int i = 1; i < east.size(); i++) {
            assertThat(west.rules().get(i)).isSameAs(east.rules().get(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatTheBlockSays(Strategy strategy) {
        // Given
        SharedRules some = new SharedRules(block(strategy), BLOCKED);
        List<Firewall> firewalls = List.of(
                firewall("a", Action.ALLOW),
                firewall("b", Action.DENY),
                new Firewall("c", rules("Allow 8.8.8.8/32"), rules("Deny 1.1.1.1/32"), Action.ALLOW),
                new Firewall("d", rules("Deny 1.1.1.1/32"), rules("Allow 8.8.8.8/32"), Action.ALLOW));

        // Then
        for (Networks networks : List.of(EAST, WEST)) {
            for (Firewall firewall : firewalls) {
                assertThat(some.of(networks, firewall))
                        .isEqualTo(block(strategy).rules(networks, firewall, BLOCKED));
            }
        }
        assertThat(some.made()).isEqualTo(8);
    }

    private static BlockPolicy block(Strategy strategy) {
        return new BlockPolicy(List.of("goog"), List.of("cloud"), strategy, Set.of(Family.IPV4), List.of());
    }

    private static Networks networks(String machine) {
        return new Networks(prefixes(machine), prefixes("172.22.0.0/16"), prefixes("10.132.0.0/14"));
    }

    private static Firewall firewall(String namespace, Action otherwise) {
        return new Firewall(namespace, List.of(), List.of(), otherwise);
    }
}
