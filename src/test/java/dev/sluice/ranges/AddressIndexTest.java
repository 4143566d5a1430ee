package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AddressIndexTest {

    static Stream<RandomSets> cases() {
        return RandomSets.cases(200);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void countsAsASearchThroughAllOfThem(RandomSets random) {
        for (Family family : Family.values()) {
            // Given
            List<Address> addresses =
                    random.prefixes(family).stream().map(Prefix::first).toList();
            if (addresses.isEmpty()) {
                continue;
            }
            AddressArray array = ascending(family, addresses);

            // When
            AddressIndex index = new AddressIndex(array);

            // Then
            Stream.concat(
                            Stream.of(
                                    Prefix.everything(family).first(),
                                    Prefix.everything(family).last()),
                            Stream.generate(() -> random.addressNear(IpSet.of(random.prefixes(family))))
                                    .limit(20)
                                    .filter(address -> address.family() == family))
                    .forEach(address -> assertThat(index.countUpTo(address.high(), address.low()))
                            .as("%s: %s in %s", random, address, addresses)
                            .isEqualTo(array.countUpTo(address.high(), address.low())));
            addresses.forEach(address -> assertThat(index.countUpTo(address.high(), address.low()))
                    .as("%s: %s in %s", random, address, addresses)
                    .isEqualTo(array.countUpTo(address.high(), address.low())));
        }
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void countsWhereAddressesLieFromEndToEnd(Family family) {
        // Given
        List<Address> ends = List.of(
                Prefix.everything(family).first(),
                Address.parse(family == Family.IPV4 ? "8.8.8.8" : "8000::"),
                Prefix.everything(family).last());

        // When
        AddressIndex index = new AddressIndex(ascending(family, ends));

        // Then
        assertThat(ends.stream().map(address -> index.countUpTo(address.high(), address.low())))
                .containsExactly(1, 2, 3);
    }

    /** The index is made on the way, and nobody can tell. */
    @Test
    void answersAlikeBeforeAndAfterManyLookups() {
        IpSet set =
                IpSet.of(Prefix.parse("8.8.4.0/24"), Prefix.parse("8.8.8.0/24"), Prefix.parse("255.255.255.255/32"));
        for (int i = 0; i < 5_000; i++) {
            assertThat(set.contains(Address.parse("8.8.4.4"))).isTrue();
            assertThat(set.contains(Address.parse("8.8.5.0"))).isFalse();
            assertThat(set.contains(Address.parse("8.8.3.255"))).isFalse();
            assertThat(set.contains(Address.parse("255.255.255.255"))).isTrue();
        }
    }

    private static AddressArray ascending(Family family, List<Address> addresses) {
        AddressArray array = new AddressArray(family, 0);
        new TreeSet<>(addresses).forEach(address -> array.add(address.high(), address.low()));
        return array;
    }
}
