package dev.sluice.policy;

import static dev.sluice.policy.Action.ALLOW;
import static dev.sluice.policy.Action.DENY;
import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sluice's own rules that can never matter are not written; the user's own rules are. */
class NeededRulesTest {

    private static final Networks NETWORKS =
            new Networks(prefixes("192.168.99.0/24"), prefixes("172.22.0.0/16"), prefixes("10.132.0.0/14"));

    private static final String[] GOOG = {"8.8.4.0/24", "8.8.8.0/24", "34.0.0.0/16", "2001:4860::/32"};

    private static final Selection SELECTION = new Selection(List.of(list("goog", GOOG)), List.of());

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void needNoneBeforeAClosingDeny(Strategy strategy) {
        assertThat(made(strategy, firewall(List.of(), List.of(), DENY)))
                .isEqualTo(rules(
                        "Allow 192.168.99.0/24",
                        "Allow 172.22.0.0/16",
                        "Allow 10.132.0.0/14",
                        "Deny 0.0.0.0/0",
                        "Deny ::/0"));
    }

    @Test
    void needThoseThatAUsersLastRulesWouldUndo() {
        assertThat(blocking(firewall(List.of(), rules("Allow 8.0.0.0/8"), DENY)))
                .isEqualTo(
                        rules("Deny 8.8.4.0/24", "Deny 8.8.8.0/24", "Allow 8.0.0.0/8", "Deny 0.0.0.0/0", "Deny ::/0"));
    }

    @Test
    void needAllBeforeALastRuleThatMayMatchAnything() {
        assertThat(blocking(firewall(List.of(), rules("Allow dns www.example.com"), DENY)))
                .hasSize(GOOG.length + 3);
        assertThat(blocking(firewall(List.of(), rules("Allow 0.0.0.0/0 TCP/443"), DENY)))
                .containsAll(rules("Deny 8.8.4.0/24", "Deny 8.8.8.0/24", "Deny 34.0.0.0/16"))
                .doesNotContainAnyElementsOf(rules("Deny 2001:4860::/32"));
    }

    @Test
    void needNoneThatFirstRulesDecide() {
        assertThat(blocking(firewall(rules("Allow 8.8.0.0/16", "Deny 34.0.0.0/17"), List.of(), ALLOW)))
                .isEqualTo(rules(
                        "Allow 8.8.0.0/16",
                        "Deny 34.0.0.0/17",
                        "Deny 34.0.0.0/16",
                        "Deny 2001:4860::/32",
                        "Allow 0.0.0.0/0",
                        "Allow ::/0"));
    }

    @Test
    void needThoseBehindAFirstRuleByPort() {
        assertThat(blocking(firewall(rules("Allow 8.8.8.0/24 UDP/53"), List.of(), ALLOW)))
                .containsAll(rules("Deny 8.8.8.0/24"));
    }

    @Test
    void needNoClosingDenyBehindAUsersOwn() {
        assertThat(blocking(firewall(List.of(), rules("Deny 0.0.0.0/0"), DENY)))
                .isEqualTo(rules("Deny 0.0.0.0/0", "Deny ::/0"));
    }

    @Test
    void keepEveryRuleOfTheUser() {
        List<Rule> idle = rules("Deny 203.0.113.0/24", "Deny 203.0.113.0/25");

        assertThat(blocking(firewall(idle, idle, DENY)))
                .containsSubsequence(idle)
                .hasSize(6);
    }

    @Test
    void decideWhatAllOfThemWould() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Firewall firewall = firewall(some(random), some(random), random.nextBoolean() ? ALLOW : DENY);
            BlockPolicy block = block(Strategy.EXACT);
            RuleList all =
                    RuleList.of(NETWORKS, firewall, block.block(SELECTION).prefixes(), block.families());

            assertThat(DecisionFunction.of(made(Strategy.EXACT, firewall)))
                    .as("seed %s, round %s: %s", seed, i, firewall)
                    .isEqualTo(DecisionFunction.of(all.rules()));
        }
    }

    private static List<Rule> some(Random random) {
        List<Rule> choices = rules(
                "Allow 8.0.0.0/8",
                "Deny 8.8.0.0/16",
                "Allow 8.8.8.0/25",
                "Allow 0.0.0.0/0",
                "Deny 0.0.0.0/0",
                "Allow 2001::/16",
                "Deny ::/0",
                "Allow 8.8.8.0/24 UDP/53",
                "Allow 0.0.0.0/0 TCP/443",
                "Allow dns www.example.com",
                "Deny nodes a=b");
        List<Rule> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(choices.get(random.nextInt(choices.size())));
        }
        return some;
    }

    /** The rules behind the networks. */
    private static List<Rule> blocking(Firewall firewall) {
        List<Rule> made = made(Strategy.EXACT, firewall);
        return made.subList(3, made.size());
    }

    private static List<Rule> made(Strategy strategy, Firewall firewall) {
        BlockPolicy block = block(strategy);
        return block.rules(NETWORKS, firewall, block.block(SELECTION)).rules();
    }

    private static BlockPolicy block(Strategy strategy) {
        return new BlockPolicy(List.of("goog"), List.of(), strategy, Set.of(Family.values()), List.of());
    }

    private static Firewall firewall(List<Rule> before, List<Rule> after, Action otherwise) {
        return new Firewall("llm-demo", before, after, otherwise);
    }
}
