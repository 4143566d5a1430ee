package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.prefixes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Family;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class BlockedTest {

    @Test
    void countsTheAddressesThatTheDifferenceLeavesAlone() {
        Blocked blocked = new Blocked(
                addresses("8.8.8.0/24", "2001:db8::/64"),
                prefixes("8.8.8.0/24", "2001:db8::/64"),
                addresses("8.8.8.0/26", "9.9.9.9/32", "2001:db8::/65"));

        assertThat(blocked.overBlocked(Family.IPV4)).isEqualTo(192);
        assertThat(blocked.overBlocked(Family.IPV6)).isEqualTo(BigInteger.ONE.shiftLeft(63));
    }

    @Test
    void countsNothingWhereOnlyTheDifferenceIsDenied() {
        Blocked blocked =
                new Blocked(addresses("8.8.8.0/25"), prefixes("8.8.8.0/25"), addresses("8.8.8.0/24", "2001:db8::/64"));

        assertThat(blocked.overBlocked(Family.IPV4)).isZero();
        assertThat(blocked.overBlocked(Family.IPV6)).isZero();
    }

    @Test
    void countsTheRulesOfEachFamily() {
        Blocked blocked = new Blocked(
                addresses("8.8.8.0/24", "9.9.9.9/32", "2001:db8::/64"),
                prefixes("8.8.8.0/24", "9.9.9.9/32", "2001:db8::/64"),
                addresses());

        assertThat(blocked.rules(Family.IPV4)).isEqualTo(2);
        assertThat(blocked.rules(Family.IPV6)).isEqualTo(1);
    }
}
