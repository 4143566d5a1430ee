package dev.sluice.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpSetTest {

    // 10.0.0.0/24   [===========)
    // 10.0.0.64/26     [==)
    // union         [===========)
    @Test
    void absorbsANestedPrefix() {
        assertThat(set("10.0.0.64/26", "10.0.0.0/24").prefixes()).containsExactly(Prefix.parse("10.0.0.0/24"));
        assertThat(set("2001:db8:1::/48", "2001:db8::/32").prefixes()).containsExactly(Prefix.parse("2001:db8::/32"));
    }

    // 10.0.0.0/25   [=====)
    // 10.0.0.128/25       [=====)
    // union         [===========)
    @Test
    void mergesAdjacentHalves() {
        assertThat(set("10.0.0.128/25", "10.0.0.0/25").prefixes()).containsExactly(Prefix.parse("10.0.0.0/24"));
        assertThat(set("2001:db8:0:1::/64", "2001:db8::/64").prefixes()).containsExactly(Prefix.parse("2001:db8::/63"));
    }

    // 10.0.0.0/26   [==)
    // 10.0.0.64/26     [==)
    // 10.0.0.128/25       [=====)
    // union         [===========)
    @Test
    void mergesAdjacentPrefixesOfDifferentLengths() {
        assertThat(set("10.0.0.64/26", "10.0.0.128/25", "10.0.0.0/26").prefixes())
                .containsExactly(Prefix.parse("10.0.0.0/24"));
    }

    //                  10.0.1.0     10.0.2.0     10.0.3.0
    // 10.0.1.0/24      [============)
    // 10.0.2.0/24                   [============)
    // no /23 begins at 10.0.1.0, so that two prefixes remain
    @Test
    void keepsAdjacentPrefixesThatNoPrefixCovers() {
        IpSet set = set("10.0.2.0/24", "10.0.1.0/24");

        assertThat(set).hasToString("[10.0.1.0/24, 10.0.2.0/24]");
        assertThat(set.size(Family.IPV4)).isEqualTo(512);
    }

    // a             [=====)
    // b                       [=====)
    // a union b     [=====)   [=====)
    // a minus b     [=====)
    // both          (nothing)
    @Test
    void keepsDisjointSetsApart() {
        IpSet a = set("10.0.0.0/24");
        IpSet b = set("10.0.2.0/24");

        assertThat(a.union(b)).hasToString("[10.0.0.0/24, 10.0.2.0/24]");
        assertThat(a.minus(b)).isEqualTo(a);
        assertThat(a.intersection(b)).isEqualTo(IpSet.EMPTY);
    }

    // a             [=====)
    // b                   [=====)
    // a union b     [===========)
    // a minus b     [=====)
    // both          (nothing)
    @Test
    void joinsTouchingSetsThatShareNothing() {
        IpSet a = set("10.0.0.0/25");
        IpSet b = set("10.0.0.128/25");

        assertThat(a.union(b)).isEqualTo(set("10.0.0.0/24"));
        assertThat(a.minus(b)).isEqualTo(a);
        assertThat(a.intersection(b)).isEqualTo(IpSet.EMPTY);
    }

    // a             [===========)
    // b                   [===========)
    // a union b     [=================)
    // a minus b     [=====)
    // b minus a                 [=====)
    // both                [=====)
    @Test
    void splitsSetsThatOverlapHalfway() {
        // Given
        IpSet a = set("10.0.0.0/24", "10.0.1.0/24");
        IpSet b = set("10.0.1.0/24", "10.0.2.0/24");

        // Then
        assertThat(a.union(b)).hasToString("[10.0.0.0/23, 10.0.2.0/24]");
        assertThat(a.minus(b)).hasToString("[10.0.0.0/24]");
        assertThat(b.minus(a)).hasToString("[10.0.2.0/24]");
        assertThat(a.intersection(b)).hasToString("[10.0.1.0/24]");
    }

    // goog          [=======================)
    // cloud            [==)     [=====)
    // goog - cloud  [==)  [=====)     [=====)
    @Test
    void minusLeavesTheGapsBetweenWhatIsTakenAway() {
        IpSet goog = set("8.8.0.0/21");
        IpSet cloud = set("8.8.1.0/24", "8.8.4.0/23");

        assertThat(goog.minus(cloud)).hasToString("[8.8.0.0/24, 8.8.2.0/23, 8.8.6.0/23]");
    }

    // a                 [===)
    // b             [===========)
    // a - b         (nothing)
    @Test
    void minusLeavesNothingOfWhatIsCovered() {
        assertThat(set("8.8.4.0/24").minus(set("8.8.0.0/16"))).isEqualTo(IpSet.EMPTY);
    }

    // a             [===========)
    // b             [==)     [==)
    // a - b            [=====)
    @Test
    void minusTrimsBothEnds() {
        assertThat(set("10.0.0.0/24").minus(set("10.0.0.0/26", "10.0.0.192/26")))
                .hasToString("[10.0.0.64/26, 10.0.0.128/26]");
    }

    //               2001:db8::                    2001:db8:0:1::
    // a             [=============================)==============)
    // b                                         [=)
    // the last address of one /64 is taken: the lower 64 bits carry into the upper ones
    @Test
    void cutsAtTheBorderOfTheLower64Bits() {
        IpSet cut = set("2001:db8::/63").minus(set("2001:db8::ffff:ffff:ffff:ffff/128"));

        assertThat(cut.prefixes()).hasSize(65).endsWith(Prefix.parse("2001:db8:0:1::/64"));
        assertThat(cut.contains(Address.parse("2001:db8::ffff:ffff:ffff:ffff"))).isFalse();
        assertThat(cut.contains(Address.parse("2001:db8:0:1::"))).isTrue();
        assertThat(cut.size(Family.IPV6)).isEqualTo(BigInteger.TWO.pow(65).subtract(BigInteger.ONE));
    }

    @Test
    void keepsTheFamiliesApart() {
        IpSet both = set("0.0.0.0/8", "::/8");

        assertThat(both.minus(set("::/0"))).isEqualTo(set("0.0.0.0/8"));
        assertThat(both.only(Family.IPV6)).isEqualTo(set("::/8"));
        assertThat(set("8.8.4.4/32").contains(Address.parse("::8.8.4.4"))).isFalse();
        assertThat(set("0.0.0.0/0")).isNotEqualTo(set("::/0"));
    }

    @Test
    void containsFromTheFirstToTheLastAddressOfEachInterval() {
        IpSet set = set("8.8.4.0/24", "8.8.8.0/24");

        assertThat(addressesAmong(set, "8.8.3.255", "8.8.4.0", "8.8.4.255", "8.8.5.0"))
                .containsExactly("8.8.4.0", "8.8.4.255");
        assertThat(addressesAmong(set, "8.8.7.255", "8.8.8.0", "8.8.8.255", "8.8.9.0"))
                .containsExactly("8.8.8.0", "8.8.8.255");
    }

    @Test
    void emptyHoldsNothing() {
        assertThat(IpSet.EMPTY.isEmpty()).isTrue();
        assertThat(IpSet.EMPTY.prefixes()).isEmpty();
        assertThat(IpSet.EMPTY.size(Family.IPV4)).isZero();
        assertThat(IpSet.EMPTY.contains(Address.parse("0.0.0.0"))).isFalse();
        assertThat(IpSet.of()).isEqualTo(IpSet.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/32", "::/128"})
    void isNotEmptyWithOneAddressOfEitherFamily(String single) {
        assertThat(set(single).isEmpty()).isFalse();
    }

    @Test
    void everythingHoldsBothFamilies() {
        assertThat(IpSet.EVERYTHING).hasToString("[0.0.0.0/0, ::/0]");
    }

    @Test
    void containsAllOfWhatLiesWithin() {
        IpSet set = set("8.8.4.0/24", "2001:4860::/32");

        assertThat(set.containsAll(set("8.8.4.4/32", "2001:4860:4860::/48"))).isTrue();
        assertThat(set.containsAll(set("8.8.4.0/23"))).isFalse();
        assertThat(set.containsAll(set("8.8.4.4/32", "::1/128"))).isFalse();
        assertThat(set.containsAll(IpSet.EMPTY)).isTrue();
    }

    @Test
    void equalsASetOfTheSameAddressesHoweverItWasMade() {
        IpSet made = set("10.0.0.0/23").minus(set("10.0.1.0/24")).union(set("10.0.0.7/32"));

        assertThat(made).isEqualTo(set("10.0.0.128/25", "10.0.0.0/25")).hasSameHashCodeAs(set("10.0.0.0/24"));
    }

    @Test
    void differsFromASetWithOneAddressMore() {
        assertThat(set("10.0.0.0/24")).isNotEqualTo(set("10.0.0.0/24", "10.0.1.0/32"));
        assertThat(set("2001:db8::/32")).isNotEqualTo(set("2001:db8::/32", "::/128"));
        assertThat(set("0.0.0.0/1")).isNotEqualTo(set("0.0.0.0/0"));
    }

    @Test
    void listsIpv4BeforeIpv6EachAscending() {
        assertThat(set("8000::/16", "::/16", "200.0.0.0/8", "9.0.0.0/8").prefixes())
                .extracting(Prefix::toString)
                .containsExactly("9.0.0.0/8", "200.0.0.0/8", "::/16", "8000::/16");
    }

    @Test
    void showsItsFirstTenPrefixes() {
        IpSet twelve = IpSet.of(Prefix.everything(Family.IPV4)).minus(set("0.0.0.0/12"));

        assertThat(twelve.prefixes()).hasSize(12);
        assertThat(twelve.toString()).startsWith("[0.16.0.0/12, ").endsWith(", 32.0.0.0/3] and 2 more");
    }

    private static IpSet set(String... prefixes) {
        return IpSet.of(Arrays.stream(prefixes).map(Prefix::parse).toList());
    }

    private static String[] addressesAmong(IpSet set, String... candidates) {
        return Arrays.stream(candidates)
                .filter(candidate -> set.contains(Address.parse(candidate)))
                .toArray(String[]::new);
    }
}
