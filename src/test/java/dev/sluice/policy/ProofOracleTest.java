package dev.sluice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the proof with looking at every address of a tiny universe. */
class ProofOracleTest {

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(200);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void meansWhatTheLayersSayAboutEachAddress(TinyUniverse universe) {
        // Given
        Networks networks = networks(universe);
        Firewall firewall = firewall(universe);
        IpSet blocked = IpSet.of(universe.prefixes(6));

        // When
        IpSet meant = Proof.meant(networks, firewall, blocked);

        // Then
        assertThat(meant)
                .as("%s %s %s blocking %s", universe, networks, firewall, blocked)
                .isEqualTo(TinyUniverse.where(address -> denied(address, networks, firewall, blocked)));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void acceptsTheRulesThatAreMadeForIt(TinyUniverse universe) {
        // Given
        Networks networks = networks(universe);
        Firewall firewall = firewall(universe);
        List<Prefix> blocked = universe.prefixes(6);

        // When
        RuleList written = RuleList.of(networks, firewall, blocked, EnumSet.allOf(Family.class));

        // Then
        IpSet meant = Proof.meant(networks, firewall, IpSet.of(blocked));
        assertThat(Proof.firstDifference(meant, written.rules()))
                .as("%s %s", universe, written)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("universes")
    void namesTheFirstAddressThatIsDecidedOtherwise(TinyUniverse universe) {
        // Given
        List<Rule> meant = universe.rules(8);
        List<Rule> written = universe.rules(8);

        // When
        Optional<Prefix> difference = Proof.firstDifference(deniedBy(meant), written);

        // Then
        assertThat(difference.map(Prefix::first))
                .as("%s meant %s, written %s", universe, meant, written)
                .isEqualTo(firstWrong(meant, written));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void detectsOneAlteredRuleExactlyWhereItHasAnEffect(TinyUniverse universe) {
        // Given
        List<Rule> meant = Stream.generate(() -> universe.rules(8))
                .filter(rules -> !rules.isEmpty())
                .findFirst()
                .orElseThrow();
        List<Rule> written = altered(meant, universe);

        // When
        Optional<Prefix> difference = Proof.firstDifference(deniedBy(meant), written);

        // Then
        assertThat(difference.map(Prefix::first))
                .as("%s meant %s, written %s", universe, meant, written)
                .isEqualTo(firstWrong(meant, written));
    }

    /** The same rules with one left out, moved or turned round. */
    private static List<Rule> altered(List<Rule> rules, TinyUniverse universe) {
        List<Rule> altered = new ArrayList<>(rules);
        Rule taken = altered.remove(universe.below(altered.size()));
        Action other = taken.action() == Action.ALLOW ? Action.DENY : Action.ALLOW;
        switch (universe.below(3)) {
            case 0 -> altered.add(universe.below(altered.size() + 1), taken);
            case 1 -> altered.add(universe.below(altered.size() + 1), new Rule(other, taken.to(), taken.ports()));
            default -> {}
        }
        return altered;
    }

    private static boolean denied(Address address, Networks networks, Firewall firewall, IpSet blocked) {
        boolean inCluster = Stream.of(networks.machine(), networks.service(), networks.pod())
                .flatMap(List::stream)
                .anyMatch(network -> network.contains(address));
        if (inCluster) {
            return false;
        }
        return TinyUniverse.firstMatch(firewall.before(), address)
                .or(() -> blocked.contains(address) ? Optional.of(Action.DENY) : Optional.empty())
                .or(() -> TinyUniverse.firstMatch(firewall.after(), address))
                .orElse(firewall.otherwise())
                .equals(Action.DENY);
    }

    private static IpSet deniedBy(List<Rule> rules) {
        return TinyUniverse.where(address -> isDenied(rules, address));
    }

    private static Optional<Address> firstWrong(List<Rule> meant, List<Rule> written) {
        return TinyUniverse.everyAddress().stream()
                .filter(address -> isDenied(meant, address) != isDenied(written, address))
                .findFirst();
    }

    private static boolean isDenied(List<Rule> rules, Address address) {
        return TinyUniverse.firstMatch(rules, address).equals(Optional.of(Action.DENY));
    }

    private static Networks networks(TinyUniverse universe) {
        return new Networks(universe.prefixes(1), universe.prefixes(1), universe.prefixes(2));
    }

    private static Firewall firewall(TinyUniverse universe) {
        return new Firewall("demo", universe.rules(4), universe.rules(4), universe.action());
    }
}
