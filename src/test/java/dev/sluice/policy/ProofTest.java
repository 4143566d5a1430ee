package dev.sluice.policy;

import static dev.sluice.policy.Notation.addresses;
import static dev.sluice.policy.Notation.list;
import static dev.sluice.policy.Notation.prefixes;
import static dev.sluice.policy.Notation.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProofTest {

    private static final Networks NETWORKS = new Networks(
            prefixes("192.168.99.0/24", "fd00::/64"), prefixes("172.22.0.0/16"), prefixes("10.132.0.0/14"));

    private static final Firewall OPEN = new Firewall("demo", List.of(), List.of(), Action.ALLOW);

    private static final Selection SELECTION = new Selection(
            List.of(list("goog", "8.8.0.0/16", "34.0.0.0/15", "2001:4860::/32", "2600:1900::/28")),
            List.of(list("cloud", "34.0.0.0/16", "34.1.0.0/16", "2600:1900::/28")));

    @ParameterizedTest
    @CsvSource({"EXACT,ALLOW", "EXACT,DENY", "PREFIX_FILTER,ALLOW", "PREFIX_FILTER,DENY"})
    void agreesWithTheRulesOfEveryStrategy(Strategy strategy, Action otherwise) {
        // Given
        Set<Family> both = EnumSet.allOf(Family.class);
        BlockPolicy block = new BlockPolicy(
                List.of("goog"), List.of("cloud"), strategy, both, prefixes("8.8.8.0/24", "2001:4860:7::/48"));
        Blocked blocked = block.block(SELECTION);
        Firewall firewall = new Firewall(
                "demo",
                rules("Allow 8.8.4.0/24", "Deny dns example.com", "Deny 192.168.0.0/16"),
                rules("Deny 2001:db8::/32", "Allow 8.0.0.0/8", "Deny 1.1.1.1/32 TCP/853"),
                otherwise);

        // When
        RuleList written = RuleList.of(NETWORKS, firewall, blocked.prefixes(), both);

        // Then
        assertThat(Proof.firstDifference(Proof.meant(NETWORKS, firewall, blocked.addresses()), written.rules()))
                .isEmpty();
    }

    @Test
    void neverMeansToCutOffTheCluster() {
        // Given
        Firewall closed = new Firewall("demo", rules("Deny 10.0.0.0/8"), rules("Deny ::/0"), Action.DENY);

        // When
        IpSet meant = Proof.meant(NETWORKS, closed, addresses("192.168.0.0/16"));

        // Then
        assertThat(meant)
                .isEqualTo(IpSet.EVERYTHING.minus(
                        addresses("192.168.99.0/24", "fd00::/64", "172.22.0.0/16", "10.132.0.0/14")));
    }

    @Test
    void letsTheUsersFirstRulesWinOverWhatIsBlocked() {
        // Given
        Firewall firewall = new Firewall("demo", rules("Allow 8.8.8.8/32", "Deny 1.1.1.1/32"), List.of(), Action.ALLOW);

        // When
        IpSet meant = Proof.meant(NETWORKS, firewall, addresses("8.8.8.8/31"));

        // Then
        assertThat(meant).isEqualTo(addresses("8.8.8.9/32", "1.1.1.1/32"));
    }

    @Test
    void letsWhatIsBlockedWinOverTheUsersLastRules() {
        // Given
        Firewall firewall = new Firewall("demo", List.of(), rules("Allow 8.8.8.8/32", "Deny 1.1.1.1/32"), Action.ALLOW);

        // When
        IpSet meant = Proof.meant(NETWORKS, firewall, addresses("8.8.8.8/31"));

        // Then
        assertThat(meant).isEqualTo(addresses("8.8.8.8/31", "1.1.1.1/32"));
    }

    @Test
    void letsTheFirstOfTheUsersOwnRulesWin() {
        // Given
        List<Rule> rules = rules("Allow 8.8.8.8/32", "Deny 8.8.8.0/24", "Allow 8.8.0.0/16");

        // When
        IpSet meant = Proof.meant(NETWORKS, new Firewall("demo", rules, List.of(), Action.DENY), IpSet.EMPTY);

        // Then
        assertThat(meant.intersection(addresses("8.8.0.0/16")))
                .isEqualTo(addresses("8.8.8.0/24").minus(addresses("8.8.8.8/32")));
    }

    @Test
    void meansToDenyBothFamiliesOtherwise() {
        Firewall closed = new Firewall("demo", List.of(), List.of(), Action.DENY);

        assertThat(Proof.meant(new Networks(List.of(), List.of(), List.of()), closed, IpSet.EMPTY))
                .isEqualTo(IpSet.EVERYTHING);
    }

    @Test
    void detectsADenyOfOneFamilyAlone() {
        // Given
        Firewall closed = new Firewall("demo", List.of(), List.of(), Action.DENY);
        List<Rule> written = new ArrayList<>(written().subList(0, 3));
        written.addAll(rules("Allow fd00::/64", "Deny 0.0.0.0/0"));

        // When
        Optional<Prefix> difference = Proof.firstDifference(Proof.meant(NETWORKS, closed, IpSet.EMPTY), written);

        // Then
        assertThat(difference).contains(Prefix.parse("::/1"));
    }

    @Test
    void detectsAMissingRule() {
        List<Rule> written = written();
        written.remove(3);

        assertThat(differenceOf(written)).contains(Prefix.parse("8.8.4.0/24"));
    }

    @Test
    void detectsAnAlteredPrefix() {
        List<Rule> written = written();
        written.set(3, Notation.rule("Deny 8.8.4.0/25"));

        assertThat(differenceOf(written)).contains(Prefix.parse("8.8.4.128/25"));
    }

    @Test
    void detectsAnAlteredAction() {
        List<Rule> written = written();
        written.set(4, Notation.rule("Allow 2001:4860::/32"));

        assertThat(differenceOf(written)).contains(Prefix.parse("2001:4860::/32"));
    }

    @Test
    void detectsALimitToPorts() {
        List<Rule> written = written();
        written.set(3, Notation.rule("Deny 8.8.4.0/24 TCP/443"));

        assertThat(differenceOf(written)).contains(Prefix.parse("8.8.4.0/24"));
    }

    @Test
    void detectsAnExtraRule() {
        List<Rule> written = written();
        written.addFirst(Notation.rule("Deny 172.22.0.10/32"));

        assertThat(differenceOf(written)).contains(Prefix.parse("172.22.0.10/32"));
    }

    @Test
    void detectsAnOrderThatChangesAVerdict() {
        List<Rule> written = written();
        written.addFirst(written.removeLast());

        assertThat(differenceOf(written)).contains(Prefix.parse("8.8.4.0/24"));
    }

    @Test
    void acceptsAnOrderThatChangesNoVerdict() {
        List<Rule> written = written();
        written.addFirst(written.remove(4));

        assertThat(differenceOf(written)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void acceptsARuleWithoutEffect(Action action) {
        List<Rule> written = written();
        written.add(4, Rule.deny(Prefix.parse("8.8.4.4/32")));
        written.add(new Rule(action, new Destination.Cidr(Prefix.parse("9.9.9.9/32")), List.of()));

        assertThat(differenceOf(written)).isEmpty();
    }

    @Test
    void takesNoMatchForAllowed() {
        List<Rule> written = written();
        written.removeLast();
        written.removeLast();

        assertThat(differenceOf(written)).isEmpty();
    }

    @Test
    void namesTheLowestAddressAndIpv4First() {
        assertThat(Proof.firstDifference(addresses("8.8.8.0/24", "2001:db8::/32"), rules("Deny 8.8.8.0/25")))
                .contains(Prefix.parse("8.8.8.128/25"));
        assertThat(Proof.firstDifference(addresses("2001:db8::/32"), rules("Deny 2001:db8::/32", "Deny ::1/128")))
                .contains(Prefix.parse("::1/128"));
    }

    private static List<Rule> written() {
        return new ArrayList<>(rules(
                "Allow 192.168.99.0/24",
                "Allow 172.22.0.0/16",
                "Allow 10.132.0.0/14",
                "Deny 8.8.4.0/24",
                "Deny 2001:4860::/32",
                "Allow ::/0",
                "Allow 0.0.0.0/0"));
    }

    private static Optional<Prefix> differenceOf(List<Rule> written) {
        IpSet blocked = addresses("8.8.4.0/24", "2001:4860::/32");
        return Proof.firstDifference(Proof.meant(NETWORKS, OPEN, blocked), written);
    }
}
