package dev.sluice.policy;

import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactStrategyTest {

    private static final BlockPolicy BLOCK = new BlockPolicy(
            List.of("goog"), List.of("cloud"), Strategy.COMPACT, Set.of(Family.IPV4), prefixes("8.8.8.8/32"));

    private static final Map<String, PrefixList> LISTS = Map.of(
            "goog", list("goog", "8.0.0.0/8", "9.0.0.0/8"), "cloud", list("cloud", "8.64.0.0/10", "9.128.0.0/9"));

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(500);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20).map(i -> System.currentTimeMillis() + i);
    }

    @Test
    void cutsAllowedPartsOutOfDeniedOnes() {
        assertThat(blocking(Networks.NONE, Firewall.OPEN))
                .isEqualTo(rules("Allow 8.8.8.8/32", "Deny 8.0.0.0/10", "Deny 8.128.0.0/9", "Deny 9.0.0.0/9"));
    }

    @Test
    void takesNoNoticeOfWhatNetworksAndTheUsersFirstRulesDecide() {
        Networks networks = new Networks(prefixes("9.128.0.0/9"), List.of(), List.of());
        Firewall firewall = new Firewall("demo", rules("Deny 8.64.0.0/10"), List.of(), Action.ALLOW);

        assertThat(blocking(networks, firewall)).isEqualTo(rules("Allow 8.8.8.8/32", "Deny 8.0.0.0/7"));
    }

    @Test
    void leavesWhatRulesByNameMayTakeToThem() {
        Firewall firewall = new Firewall("demo", List.of(), rules("Allow dns example.com"), Action.DENY);

        assertThat(blocking(Networks.NONE, firewall)).hasSize(24).allSatisfy(rule -> assertThat(rule.action())
                .isEqualTo(Action.DENY));
    }

    @Test
    void saysNothingThatTheLastRulesSayAnyway() {
        Firewall closed = new Firewall("demo", List.of(), rules("Allow 8.128.0.0/9", "Allow 1.1.1.1/32"), Action.DENY);

        assertThat(blocking(Networks.NONE, closed)).isEqualTo(rules("Deny 8.128.0.0/9"));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void decidesAsExactDoesWhateverStandsAround(TinyUniverse universe) {
        // Given
        Map<String, PrefixList> lists = Map.of(
                "goog",
                PrefixList.of("goog", universe.prefixes(6)),
                "cloud",
                PrefixList.of("cloud", universe.prefixes(6)));
        BlockPolicy compact = new BlockPolicy(
                List.of("goog"),
                List.of("cloud"),
                Strategy.COMPACT,
                universe.below(2) == 0 ? Set.of(Family.IPV4) : EnumSet.allOf(Family.class),
                universe.prefixes(2));
        Networks networks = new Networks(universe.prefixes(1), universe.prefixes(1), universe.prefixes(1));
        Action otherwise = universe.action();
        Firewall firewall = new Firewall("demo", universe.rules(4), universe.rules(4), otherwise);

        // When
        RuleList few = all(compact, lists, networks, firewall);

        // Then
        RuleList many = all(compact.with(Strategy.EXACT), lists, networks, firewall);
        assertThat(DecisionFunction.of(few.rules()))
                .as("%s %s", universe, few)
                .isEqualTo(DecisionFunction.of(many.rules()));
        assertThat(few.size()).as("%s %s", universe, few).isLessThanOrEqualTo(many.size());
    }

    /** Feeds as they are: large blocks, and customers' parts of them, some nested, some beside. */
    @ParameterizedTest
    @MethodSource("seeds")
    void needsFewerRulesForFeedsAsTheyAre(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        List<Prefix> goog = new ArrayList<>();
        List<Prefix> cloud = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Prefix block = prefix(random, 34L << 24, 24, 10 + random.nextInt(8));
            goog.add(block);
            for (int part = random.nextInt(12); part > 0; part--) {
                int hostBits = 4 + random.nextInt(32 - block.length() - 3);
                cloud.add(prefix(random, block.first().low(), 32 - block.length(), hostBits));
            }
        }
        Map<String, PrefixList> lists =
                Map.of("goog", PrefixList.of("goog", goog), "cloud", PrefixList.of("cloud", cloud));

        // When
        RuleList few = all(BLOCK, lists, Networks.NONE, Firewall.OPEN);

        // Then
        RuleList many = all(BLOCK.with(Strategy.EXACT), lists, Networks.NONE, Firewall.OPEN);
        assertThat(OrderedRules.of(few.rules()).decision().denied())
                .as("seed %d", seed)
                .isEqualTo(OrderedRules.of(many.rules()).decision().denied());
        assertThat(few.size()).as("seed %d", seed).isLessThan(many.size());
    }

    @Test
    void countsWhatEachStrategyNeeds() {
        assertThat(BLOCK.ruleCounts(BLOCK.select(LISTS)))
                .containsExactly(
                        new RuleCount(Strategy.EXACT, 24, 0),
                        new RuleCount(Strategy.COMPACT, 4, 0),
                        new RuleCount(Strategy.PREFIX_FILTER, 25, 0));
    }

    private static Prefix prefix(SplittableRandom random, long base, int withinBits, int hostBits) {
        int bits = Math.min(hostBits, withinBits);
        long offset = random.nextLong(1L << withinBits) >>> bits << bits;
        return new Prefix(new Address(Family.IPV4, 0, base + offset), 32 - bits);
    }

    private static RuleList all(
            BlockPolicy block, Map<String, PrefixList> lists, Networks networks, Firewall firewall) {
        return block.rules(networks, firewall, block.block(block.select(lists)));
    }

    private static List<Rule> blocking(Networks networks, Firewall firewall) {
        return Strategy.COMPACT.rules(BLOCK.block(BLOCK.select(LISTS)), networks, firewall);
    }
}
