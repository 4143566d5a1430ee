package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IpSetAtBothEndsTest {

    private static final String LAST_IPV6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.1",
        "255.255.255.255, 255.255.255.254",
        "::, ::1",
        LAST_IPV6 + ", ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe"
    })
    void holdsASingleAddressAtTheEndOfItsFamily(String end, String neighbour) {
        // Given
        Address address = Address.parse(end);
        Prefix single = new Prefix(address, address.family().bits());

        // When
        IpSet set = IpSet.of(single);

        // Then
        assertThat(set.prefixes()).containsExactly(single);
        assertThat(set.size(address.family())).isEqualTo(1);
        assertThat(set.contains(address)).isTrue();
        assertThat(set.contains(Address.parse(neighbour))).isFalse();
    }

    //               first                       last
    // everything    [=============================
    // ends          [)                          [=
    // everything - ends
    //                [==========================)
    @ParameterizedTest
    @CsvSource({"IPV4, 0.0.0.0/32, 255.255.255.255/32, 62", "IPV6, ::/128, " + LAST_IPV6 + "/128, 254"})
    void trimsAWholeFamilyAtBothEnds(Family family, String first, String last, int remaining) {
        // Given
        IpSet everything = IpSet.of(Prefix.everything(family));
        IpSet ends = set(first, last);

        // When
        IpSet trimmed = everything.minus(ends);

        // Then
        assertThat(trimmed.prefixes()).hasSize(remaining);
        assertThat(trimmed.size(family))
                .isEqualTo(BigInteger.TWO.pow(family.bits()).subtract(BigInteger.TWO));
        assertThat(trimmed.union(ends)).isEqualTo(everything);
        assertThat(everything.minus(trimmed)).isEqualTo(ends);
    }

    // everything    [=============================
    // lower half    [==============)
    // upper half                   [==============
    @ParameterizedTest
    @CsvSource({"IPV4, 0.0.0.0/1, 128.0.0.0/1", "IPV6, ::/1, 8000::/1"})
    void halvesAWholeFamily(Family family, String lower, String upper) {
        IpSet everything = IpSet.of(Prefix.everything(family));

        assertThat(everything.minus(set(lower))).isEqualTo(set(upper));
        assertThat(everything.minus(set(upper))).isEqualTo(set(lower));
        assertThat(set(upper, lower).prefixes()).containsExactly(Prefix.everything(family));
        assertThat(set(lower).intersection(set(upper))).isEqualTo(IpSet.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void coversAWholeFamilyWithOnePrefix(Family family) {
        IpSet whole = IpSet.EVERYTHING.only(family);

        assertThat(whole.prefixes()).containsExactly(Prefix.everything(family));
        assertThat(whole.size(family)).isEqualTo(BigInteger.TWO.pow(family.bits()));
        assertThat(whole.contains(Prefix.everything(family).first())).isTrue();
        assertThat(whole.contains(Prefix.everything(family).last())).isTrue();
    }

    private static IpSet set(String... prefixes) {
        return IpSet.of(Arrays.stream(prefixes).map(Prefix::parse).toList());
    }
}
