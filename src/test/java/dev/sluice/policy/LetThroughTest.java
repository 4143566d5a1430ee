package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetThroughTest {

    private static final Networks NETWORKS =
            new Networks(prefixes("10.0.0.0/24"), prefixes("10.0.1.0/24"), prefixes("10.0.2.0/24"));

    @Test
    void isTheNetworksWhereThereAreNoRules() {
        assertThat(LetThrough.of(NETWORKS, List.of())).isEqualTo(new LetThrough(NETWORKS.addresses(), IpSet.EMPTY));
    }

    @Test
    void takesTheFirstRuleThatDecides() {
        LetThrough through = LetThrough.of(
                NETWORKS,
                rules("Deny 10.0.0.0/16", "Allow 10.0.0.0/15", "Allow 10.2.0.0/24 TCP/53", "Deny 10.2.0.0/25"));

        assertThat(through)
                .isEqualTo(
                        new LetThrough(NETWORKS.addresses().union(addresses("10.1.0.0/16")), addresses("10.2.0.0/24")));
    }

    @Test
    void leavesOutNamesAndNodes() {
        assertThat(LetThrough.of(Networks.NONE, rules("Allow dns example.com", "Allow nodes a=b")))
                .isEqualTo(new LetThrough(IpSet.EMPTY, IpSet.EMPTY));
    }

    @Test
    void countsAWholeAllowBehindOneByPortAsWhole() {
        assertThat(LetThrough.of(Networks.NONE, rules("Allow 10.0.0.0/8 TCP/443", "Allow 10.0.0.0/9")))
                .isEqualTo(new LetThrough(addresses("10.0.0.0/9"), addresses("10.128.0.0/9")));
    }

    @Test
    void seesAFamilyThatIsCoveredInPieces() {
        Networks half = new Networks(prefixes("0.0.0.0/2"), prefixes("64.0.0.0/2"), prefixes("::/1"));

        assertThat(LetThrough.everything(half, List.of())).isEmpty();
        assertThat(LetThrough.everything(half, rules("Allow 128.0.0.0/1"))).contains(Family.IPV4);
        assertThat(LetThrough.everything(half, rules("Deny 192.0.2.0/24", "Allow 128.0.0.0/1")))
                .contains(Family.IPV4);
        assertThat(LetThrough.everything(half, rules("Allow 8000::/1"))).contains(Family.IPV6);
    }

    @Test
    void takesNoDenyAndNoRuleByPortForAnOpening() {
        assertThat(LetThrough.everything(NETWORKS, rules("Deny 0.0.0.0/0", "Allow 0.0.0.0/0 TCP/443")))
                .isEmpty();
    }

    @Test
    void leavesOneAddressToTheFeeds() {
        List<Rule> all = IpSet.EVERYTHING.only(Family.IPV4).minus(addresses("255.255.255.255/32")).prefixes().stream()
                .map(Rule::allow)
                .toList();

        assertThat(LetThrough.everything(Networks.NONE, all)).isEmpty();
    }
}
