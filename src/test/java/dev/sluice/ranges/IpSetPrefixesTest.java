package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The canonical form of random sets: what holds for the prefixes and sizes of every one. */
class IpSetPrefixesTest {

    private static final int CASES = 500;

    @Test
    void prefixesAreAFixedPoint() {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet set = random.set().minus(random.set());

            assertThat(IpSet.of(set.prefixes())).as("%s", random).isEqualTo(set);
            assertThat(IpSet.of(set.prefixes()).prefixes()).as("%s", random).isEqualTo(set.prefixes());
        });
    }

    @Test
    void orderAndRepetitionOfPrefixesDoNotMatter() {
        RandomSets.cases(CASES).forEach(random -> {
            // Given
            List<Prefix> prefixes = random.prefixes();
            List<Prefix> twice = new ArrayList<>(prefixes.reversed());
            twice.addAll(prefixes);

            // Then
            assertThat(IpSet.of(twice)).as("%s", random).isEqualTo(IpSet.of(prefixes));
        });
    }

    @Test
    void prefixesAreSortedAndDisjoint() {
        neighbours().forEach(pair -> {
            assertThat(pair.left).as("%s", pair).isLessThan(pair.right);
            assertThat(pair.left.last()).as("%s", pair).isLessThan(pair.right.first());
        });
    }

    @Test
    void noTwoPrefixesMergeIntoOne() {
        neighbours().filter(Neighbours::areEquallyLarge).forEach(pair -> {
            int hostBits = pair.left.family().bits() - pair.left.length();
            Prefix twiceAsLarge = RandomSets.block(pair.left.first(), hostBits + 1);

            assertThat(twiceAsLarge.contains(pair.right)).as("%s", pair).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theSizeIsTheSumOverThePrefixes(Family family) {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet set = random.set();

            assertThat(set.size(family))
                    .as("%s", random)
                    .isEqualTo(sum(set.only(family).prefixes()));
        });
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void theSizesOfUnionAndIntersectionAddUpToBothSizes(Family family) {
        RandomSets.cases(CASES).forEach(random -> {
            // Given
            IpSet a = random.set();
            IpSet b = random.set();

            // When
            BigInteger both = a.union(b).size(family).add(a.intersection(b).size(family));

            // Then
            assertThat(both).as("%s", random).isEqualTo(a.size(family).add(b.size(family)));
        });
    }

    @Test
    void equalSetsHaveEqualHashes() {
        RandomSets.cases(CASES).forEach(random -> {
            IpSet a = random.set();
            IpSet b = random.set();

            assertThat(a.minus(b).union(a.intersection(b))).as("%s", random).hasSameHashCodeAs(a);
        });
    }

    private static BigInteger sum(List<Prefix> prefixes) {
        return prefixes.stream()
                .map(prefix -> BigInteger.ONE.shiftLeft(prefix.family().bits() - prefix.length()))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Stream<Neighbours> neighbours() {
        return RandomSets.cases(CASES).flatMap(random -> {
            List<Prefix> prefixes = random.set().minus(random.set()).prefixes();
            return IntStream.range(1, prefixes.size())
                    .mapToObj(i -> new Neighbours(random, prefixes.get(i - 1), prefixes.get(i)));
        });
    }

    /** Two prefixes that follow each other in one set. */
    private record Neighbours(RandomSets random, Prefix left, Prefix right) {

        boolean areEquallyLarge() {
            return left.family() == right.family() && left.length() == right.length();
        }
    }
}
