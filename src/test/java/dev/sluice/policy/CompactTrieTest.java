package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Leeway.ListWord;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTrieTest {

    private static final int CASES = 400;
    private static final long FIRST_SEED = Long.getLong("policy.seed", System.currentTimeMillis());

    /** All of a family in eight parts, and eight single addresses at both ends of it. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0",
        "0.0.0.0/29",
        "255.255.255.248/29",
        "::/0",
        "::/125",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff8/125"
    })
    void makesTheShortestOfAllOrderedLists(Prefix around) {
        List<Prefix> neighbours = eighths(around);
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES; seed++) {
            // Given
            Leeway[] leeways = leeways(seed);

            // When
            List<Rule> rules = CompactTrie.of(around.family(), sets(around, neighbours, leeways))
                    .rules();

            // Then
            assertThat(rules).as("-Dpolicy.seed=%d %s", seed, rules).hasSize(ShortestLists.length(leeways));
            for (int i = 0; i < leeways.length; i++) {
                ListWord word = firstMatch(rules, neighbours.get(i));
                assertThat(leeways[i].permits(word))
                        .as("-Dpolicy.seed=%d %s of %s", seed, word, neighbours.get(i))
                        .isTrue();
            }
        }
    }

    @Test
    void makesTheShortestListForEveryFunctionOfAllowAndDeny() {
        Prefix around = Prefix.everything(Family.IPV4);
        for (int mask = 0; mask < 256; mask++) {
            int denied = mask;
            Leeway[] leeways = IntStream.range(0, 8)
                    .mapToObj(i -> (denied >> i & 1) == 1 ? Leeway.DENY : Leeway.AS_ALLOWED)
                    .toArray(Leeway[]::new);

            List<Rule> rules = CompactTrie.of(Family.IPV4, sets(around, eighths(around), leeways))
                    .rules();

            assertThat(rules).as("%s", rules).hasSize(ShortestLists.length(leeways));
        }
    }

    @Test
    void putsTheLongestFirst() {
        IpSet denied = addresses("8.0.0.0/8").minus(addresses("8.8.0.0/16")).union(addresses("8.8.8.0/24"));

        List<Rule> rules = CompactTrie.rules(Map.of(
                Leeway.DENY, denied.union(addresses("2001:db8::/32")),
                Leeway.AS_ALLOWED, IpSet.EVERYTHING.minus(denied).minus(addresses("2001:db8::/32"))));

        assertThat(rules)
                .isEqualTo(rules("Deny 8.8.8.0/24", "Allow 8.8.0.0/16", "Deny 8.0.0.0/8", "Deny 2001:db8::/32"));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void needsNoRuleWhereNothingIsToBeSaid(Family family) {
        for (Leeway leeway : Leeway.values()) {
            List<Rule> rules =
                    CompactTrie.of(family, Map.of(leeway, IpSet.EVERYTHING)).rules();

            assertThat(rules).hasSize(leeway == Leeway.DENY ? 1 : 0);
        }
    }

    /** Nodes are what it spends time on: each is made once and visited once. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
    void visitsAtMostTwoNodesForEachBitOfAPrefix(int count) {
        // Given
        SplittableRandom random = new SplittableRandom(count);
        List<Prefix> prefixes =
                Stream.generate(() -> prefix(random)).limit(count).toList();
        IpSet denied = IpSet.of(prefixes);
        long bits = prefixes.stream().mapToLong(Prefix::length).sum();

        // When
        CompactTrie trie = CompactTrie.of(
                Family.IPV4,
                Map.of(
                        Leeway.DENY,
                        denied,
                        Leeway.AS_ALLOWED,
                        IpSet.EVERYTHING.only(Family.IPV4).minus(denied)));

        // Then
        assertThat(trie.nodes()).isLessThanOrEqualTo((int) Math.min(Integer.MAX_VALUE, 1 + 2 * bits));
        assertThat(trie.rules().size()).isLessThanOrEqualTo(denied.prefixes().size());
    }

    private static Prefix prefix(SplittableRandom random) {
        int hostBits = random.nextInt(4, 13);
        return new Prefix(
                new Address(Family.IPV4, 0, random.nextLong(1L << 32) >>> hostBits << hostBits), 32 - hostBits);
    }

    private static Leeway[] leeways(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Some places are alike more often than not, as neighbours are.
        Leeway[] palette = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> Leeway.values()[random.nextInt(Leeway.values().length)])
                .toArray(Leeway[]::new);
        return IntStream.range(0, ShortestLists.NEIGHBOURS)
                .mapToObj(i -> palette[random.nextInt(palette.length)])
                .toArray(Leeway[]::new);
    }

    private static Map<Leeway, IpSet> sets(Prefix around, List<Prefix> neighbours, Leeway[] leeways) {
        Map<Leeway, IpSet> sets = new EnumMap<>(Leeway.class);
        Arrays.stream(Leeway.values()).forEach(leeway -> sets.put(leeway, IpSet.EMPTY));
        sets.put(Leeway.ANY, IpSet.EVERYTHING.minus(IpSet.of(around)));
        for (int i = 0; i < leeways.length; i++) {
            sets.merge(leeways[i], IpSet.of(neighbours.get(i)), IpSet::union);
        }
        return sets;
    }

    private static ListWord firstMatch(List<Rule> rules, Prefix neighbour) {
        return TinyUniverse.firstMatch(rules, neighbour.first())
                .map(action -> action == Action.DENY ? ListWord.DENY : ListWord.ALLOW)
                .orElse(ListWord.NOTHING);
    }

    private static List<Prefix> eighths(Prefix around) {
        List<Prefix> eighths = new ArrayList<>(List.of(around));
        for (int halvings = 0; halvings < 3; halvings++) {
            eighths = eighths.stream().flatMap(CompactTrieTest::halves).toList();
        }
        return eighths;
    }

    private static Stream<Prefix> halves(Prefix prefix) {
        Prefix lower = new Prefix(prefix.first(), prefix.length() + 1);
        IpSet upper = IpSet.of(prefix).minus(IpSet.of(lower));
        return Stream.of(lower, upper.prefixes().getFirst());
    }
}
