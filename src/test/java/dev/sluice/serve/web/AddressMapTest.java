package dev.sluice.serve.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.serve.web.AddressMap.Cell;
import dev.sluice.serve.web.AddressMap.MapArea;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AddressMapTest {

    @Test
    void leadsFromEachCellToOneBesideIt() {
        List<Cell> cells = AddressMap.of(List.of()).cells();

        assertThat(cells).hasSize(256).doesNotHaveDuplicates();
        for (int i = 1; i < cells.size(); i++) {
            int step = Math.abs(cells.get(i).x() - cells.get(i - 1).x())
                    + Math.abs(cells.get(i).y() - cells.get(i - 1).y());
            assertThat(step).as("from %d to %d", i - 1, i).isEqualTo(AddressMap.SIDE / 16);
        }
    }

    @Test
    void drawsAPrefixOfEvenLengthAsASquareAndOneOfOddLengthAsTwo() {
        assertThat(path("0.0.0.0/8")).isEqualTo("M0 0h64v64h-64z");
        assertThat(path("0.0.0.0/7")).isEqualTo("M0 0h64v64h-64zM64 0h64v64h-64z");
        assertThat(path("0.0.0.0/0")).isEqualTo("M0 0h1024v1024h-1024z");
    }

    @Test
    void drawsWhatIsTooSmallToSeeAsWhatHoldsItAndOnce() {
        assertThat(path("8.8.4.0/24", "8.8.8.0/24"))
                .isEqualTo(path("8.8.0.0/16"))
                .hasSizeLessThan(30);
    }

    @Test
    void leavesOutWhatIsNotIpv4() {
        assertThat(AddressMap.of(List.of(new MapArea("more", "", IpSet.of(Prefix.parse("2001:4860::/32")), 16)))
                        .layers())
                .isEmpty();
    }

    @RepeatedTest(3)
    void drawsOneAddressInOnePlace() {
        // Given two different /16 anywhere
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int one = random.nextInt(1 << 16);
        int other = one ^ 1 << random.nextInt(16);

        // Then
        assertThat(path(slash16(one))).as("seed %d", seed).isNotEqualTo(path(slash16(other)));
    }

    private static String slash16(int number) {
        return (number >> 8) + "." + (number & 255) + ".0.0/16";
    }

    private static String path(String... prefixes) {
        IpSet addresses = IpSet.of(Arrays.stream(prefixes).map(Prefix::parse).toList());
        return AddressMap.of(List.of(new MapArea("more", "", addresses, 16)))
                .layers()
                .getFirst()
                .path();
    }
}
