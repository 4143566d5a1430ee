package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Enough prefixes that they are sorted by their digits; counted, not timed. */
class IpSetScaleTest {

    private static final int MANY = 100_000;

    @ParameterizedTest
    @EnumSource(Family.class)
    void takesAWholeBlockApartAndPutsItTogetherAgain(Family family) {
        // Given: the single addresses of a block in any order, even and odd
        int[] order = shuffled(MANY);
        IpSet even = hosts(family, order, 0);
        IpSet odd = hosts(family, order, 1);

        // Then
        assertThat(even.prefixes()).hasSize(MANY);
        assertThat(even.intersection(odd)).isEqualTo(IpSet.EMPTY);
        assertThat(even.minus(odd)).isEqualTo(even);
        IpSet both = even.union(odd);
        assertThat(both.size(family)).isEqualTo(BigInteger.valueOf(2L * MANY));
        assertThat(both.prefixes()).hasSizeLessThanOrEqualTo(2 * Integer.SIZE);
        assertThat(both.minus(odd)).isEqualTo(even);
    }

    private static IpSet hosts(Family family, int[] order, int offset) {
        List<Prefix> hosts = IntStream.of(order)
                .mapToObj(i -> family == Family.IPV4
                        ? new Address(family, 0, 0xfff0_0000L + 2L * i + offset)
                        : new Address(family, -1, -(2L * MANY) + 2L * i + offset))
                .map(address -> new Prefix(address, family.bits()))
                .toList();
        return IpSet.of(hosts);
    }

    private static int[] shuffled(int count) {
        int[] order = IntStream.range(0, count).toArray();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
