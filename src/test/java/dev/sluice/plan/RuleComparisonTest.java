package dev.sluice.plan;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.policy.RuleList;
import dev.sluice.ranges.IpSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleComparisonTest {

    private static final List<Rule> OLD = rules("Allow dns example.com", "Deny 8.8.8.0/24", "Deny 9.9.9.0/24");
    private static final List<Rule> NEW = rules("Deny 8.8.8.0/23", "Allow 9.9.9.0/25 TCP/443", "Deny 9.9.9.0/25");

    private final RuleComparison comparison = new RuleComparison();

    @Test
    void saysWhatIsNewlyDeniedAndNewlyAllowed() {
        assertThat(effect(OLD, NEW))
                .isEqualTo(new Effect(
                        false,
                        true,
                        addresses("8.8.9.0/24"),
                        addresses("9.9.9.128/25"),
                        rules("Allow dns example.com"),
                        rules("Allow 9.9.9.0/25 TCP/443"),
                        3,
                        3));
    }

    @Test
    void seesNoEffectWhereTheSameIsWrittenInOtherRules() {
        // Given
        List<Rule> before = rules("Deny 8.8.8.0/24", "Allow 0.0.0.0/0");
        List<Rule> after = rules("Deny 8.8.8.0/25", "Deny 8.8.8.128/25", "Allow 8.8.8.8/32 TCP/443");

        // When
        Effect effect = effect(before, after);

        // Then
        assertThat(effect.isNone()).isTrue();
        assertThat(effect.isReordered()).isFalse();
        assertThat(effect.newlyDenied()).isEqualTo(IpSet.EMPTY);
        assertThat(effect.newlyAllowed()).isEqualTo(IpSet.EMPTY);
    }

    @Test
    void noticesRulesByPortThatOnlyMove() {
        List<Rule> before = rules("Allow 8.8.8.8/32 TCP/443", "Deny 8.8.8.0/24");
        List<Rule> after = rules("Deny 8.8.8.0/24", "Allow 8.8.8.8/32 TCP/443");

        assertThat(effect(before, after).isReordered()).isTrue();
    }

    @Test
    void findsFirewallsThatComeStayAndGo() {
        // When
        List<FirewallDelta> deltas =
                comparison.of("demo", Map.of("goes", OLD, "stays", OLD), Map.of("comes", NEW, "stays", OLD), Map.of());

        // Then
        assertThat(deltas).extracting(FirewallDelta::toString).containsExactly("demo/comes", "demo/goes", "demo/stays");
        assertThat(deltas).extracting(FirewallDelta::isNew).containsExactly(true, false, false);
        assertThat(deltas).extracting(FirewallDelta::goes).containsExactly(false, true, false);
        assertThat(deltas).extracting(FirewallDelta::isChanged).containsExactly(true, true, false);
    }

    @Test
    void changesNothingAnyMoreOnceItHasHappened() {
        // When
        FirewallDelta settled = delta(OLD, NEW).settled();

        // Then
        assertThat(settled.isChanged()).isFalse();
        assertThat(settled.after()).isEqualTo(NEW);
        assertThat(settled.rules().effect().isNone()).isTrue();
        assertThat(settled.rules().deniedBefore()).isEqualTo(settled.rules().deniedAfter());
    }

    @Test
    void sharesWhatFirewallsWithTheSameRulesHaveInCommon() {
        // When
        FirewallDelta one = delta(OLD, NEW);
        FirewallDelta other = comparison
                .of("other", Map.of("shop", OLD), Map.of("shop", NEW), Map.of())
                .getFirst();

        // Then
        assertThat(other.rules()).isSameAs(one.rules());
    }

    @Test
    void keepsComputedRulesInsteadOfEqualOnes() {
        // Given
        RuleList computed = new RuleList(new ArrayList<>(NEW));

        // When
        FirewallDelta delta = comparison
                .of("demo", Map.of("shop", NEW), Map.of("shop", NEW), Map.of("shop", computed))
                .getFirst();

        // Then
        assertThat(delta.after()).isSameAs(computed.rules()).isSameAs(delta.before());
    }

    private Effect effect(List<Rule> before, List<Rule> after) {
        return delta(before, after).rules().effect();
    }

    private FirewallDelta delta(List<Rule> before, List<Rule> after) {
        return comparison
                .of("demo", Map.of("bank", before), Map.of("bank", after), Map.of())
                .getFirst();
    }
}
