package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every subset of a few neighbouring addresses, written as a bit mask, against brute force.
 *
 * <p>The neighbours lie at both ends of each family and across the places where a half of an IPv6 address turns negative
 * as a long or carries into the other half.
 */
class IpSetExhaustiveTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "255.255.255.240",
                "::",
                "::ffff:ffff:ffff:fff8",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff0"
            })
    void everySubsetIsMadeOfTheFewestPrefixes(String first) {
        // Given
        List<Address> universe = neighbours(Address.parse(first), 16);
        int[] fewest = fewestBlocks(universe);

        for (int mask = 0; mask < fewest.length; mask++) {
            // When
            List<Prefix> prefixes = subset(universe, mask).prefixes();

            // Then
            assertThat(covered(universe, prefixes)).isEqualTo(mask);
            assertThat(prefixes).as("%s", prefixes).hasSize(fewest[mask]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.255.255.252",
                "255.255.255.248",
                "::",
                "::7fff:ffff:ffff:fffc",
                "::ffff:ffff:ffff:fffc",
                "7fff:ffff:ffff:ffff:ffff:ffff:ffff:fffc",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff8"
            })
    void everyTwoSubsetsCombineAsTheirBits(String first) {
        // Given
        List<Address> universe = neighbours(Address.parse(first), 8);
        IpSet[] subsets =
                IntStream.range(0, 256).mapToObj(mask -> subset(universe, mask)).toArray(IpSet[]::new);

        // Then
        for (int a = 0; a < subsets.length; a++) {
            assertThat(members(universe, subsets[a])).isEqualTo(a);
            for (int b = 0; b < subsets.length; b++) {
                assertThat(subsets[a].union(subsets[b])).isEqualTo(subsets[a | b]);
                assertThat(subsets[a].intersection(subsets[b])).isEqualTo(subsets[a & b]);
                assertThat(subsets[a].minus(subsets[b])).isEqualTo(subsets[a & ~b]);
                assertThat(subsets[a].equals(subsets[b])).isEqualTo(a == b);
            }
        }
    }

    private static List<Address> neighbours(Address first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Address(
                        first.family(),
                        first.high() + (first.low() < 0 && first.low() + i >= 0 ? 1 : 0),
                        first.low() + i))
                .toList();
    }

    private static IpSet subset(List<Address> universe, int mask) {
        return IpSet.of(IntStream.range(0, universe.size())
                .filter(i -> (mask >>> i & 1) == 1)
                .mapToObj(universe::get)
                .map(address -> new Prefix(address, address.family().bits()))
                .toList());
    }

    private static int members(List<Address> universe, IpSet set) {
        return IntStream.range(0, universe.size())
                .filter(i -> set.contains(universe.get(i)))
                .map(i -> 1 << i)
                .sum();
    }

    /** The mask of the prefixes' addresses; each is counted, so that an overlap or an outsider shows. */
    private static int covered(List<Address> universe, List<Prefix> prefixes) {
        int mask = 0;
        for (Prefix prefix : prefixes) {
            int from = universe.indexOf(prefix.first());
            int size = 1 << prefix.family().bits() - prefix.length();
            for (int i = from; i < from + size; i++) {
                mask += 1 << i;
            }
        }
        return mask;
    }

    /** How many blocks each mask needs at least: a search by breadth, which adds one block a round. */
    private static int[] fewestBlocks(List<Address> universe) {
        int[] fewest = new int[1 << universe.size()];
        Arrays.fill(fewest, Integer.MAX_VALUE);
        fewest[0] = 0;
        List<Integer> blocks = blocks(universe);
        List<Integer> reached = List.of(0);
        for (int count = 1; !reached.isEmpty(); count++) {
            List<Integer> next = new ArrayList<>();
            for (int mask : reached) {
                for (int block : blocks) {
                    if (fewest[mask | block] > count) {
                        fewest[mask | block] = count;
                        next.add(mask | block);
                    }
                }
            }
            reached = next;
        }
        return fewest;
    }

    /** The masks of all blocks within the universe: a power of two long and a multiple of their length into the family. */
    private static List<Integer> blocks(List<Address> universe) {
        List<Integer> blocks = new ArrayList<>();
        for (int size = 1; size <= universe.size(); size *= 2) {
            for (int from = 0; from + size <= universe.size(); from++) {
                if (universe.get(from).low() % size == 0) {
                    blocks.add((1 << size) - 1 << from);
                }
            }
        }
        return blocks;
    }
}
