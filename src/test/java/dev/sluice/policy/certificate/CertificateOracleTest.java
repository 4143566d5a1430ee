package dev.sluice.policy.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Blocked;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import dev.sluice.policy.Strategy;
import dev.sluice.policy.TinyUniverse;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.PrefixList;
import dev.sluice.render.Cluster;
import dev.sluice.render.PolicyText;
import dev.sluice.render.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares what a certificate recomputes with what the code says that makes rules. */
class CertificateOracleTest {

    private static final List<Set<Family>> FAMILIES =
            List.of(Set.of(Family.IPV4), Set.of(Family.IPV6), Set.of(Family.values()));

    static Stream<TinyUniverse> universes() {
        return TinyUniverse.cases(300);
    }

    @ParameterizedTest
    @MethodSource("universes")
    void intendsToDenyWhatTheLayersSayAboutEachAddress(TinyUniverse universe) {
        // Given
        Case random = new Case(universe, EVERY);

        // When
        DecisionFunction intended = random.intention().of("demo");

        // Then
        assertThat(intended.denied()).as("%s %s", universe, random).isEqualTo(TinyUniverse.where(random::isDenied));
    }

    @ParameterizedTest
    @MethodSource("universes")
    void certifiesTheRulesThatAreMade(TinyUniverse universe) {
        // Given
        Case random = new Case(universe, SPECIAL.get(universe.below(3)));
        RuleList made = random.block.rules(random.networks, random.firewall, random.blocked());

        // When
        Certificate certificate =
                new Certificate("tiny", "demo", random.intention().of("demo"), DecisionFunction.of(made.rules()));

        // Then
        assertThat(certificate.firstDifference()).as("%s %s", universe, random).isEmpty();
        assertThat(certificate.intended()).isEqualTo(certificate.written());
        assertThat(certificate.written().digest())
                .isEqualTo(certificate.intended().digest());
    }

    /** The universe tells none of the blocks apart that are not public. */
    private static final Set<String> EVERY = Set.of("goog", "partner");

    private static final List<Set<String>> SPECIAL = List.of(Set.of(), Set.of("goog"), EVERY);

    /** A policy and lists, and the files that say so. */
    private static final class Case {

        final Map<String, PrefixList> lists;
        final BlockPolicy block;
        final Networks networks;
        final Firewall firewall;

        Case(TinyUniverse universe, Set<String> special) {
            this.lists = Map.of(
                    "goog", PrefixList.of("goog", universe.prefixes(6)),
                    "partner", PrefixList.of("partner", universe.prefixes(3)),
                    "cloud", PrefixList.of("cloud", universe.prefixes(6)),
                    "crawlers", PrefixList.of("crawlers", universe.prefixes(3)));
            this.block = new BlockPolicy(
                    List.of("goog", "partner"),
                    List.of("cloud", "crawlers"),
                    Strategy.values()[universe.below(Strategy.values().length)],
                    FAMILIES.get(universe.below(3)),
                    universe.prefixes(2),
                    special);
            this.networks = new Networks(universe.prefixes(1), universe.prefixes(1), universe.prefixes(2));
            Action otherwise = universe.action();
            this.firewall = new Firewall("demo", universe.rules(4), universe.rules(4), otherwise);
        }

        Blocked blocked() {
            Selection selection = block.select(lists);
            return block.block(selection);
        }

        /** Asks networks, first rules, what is blocked, last rules and what is to happen otherwise, one after the other. */
        boolean isDenied(Address address) {
            boolean inCluster = Stream.of(networks.machine(), networks.service(), networks.pod())
                    .flatMap(List::stream)
                    .anyMatch(network -> network.contains(address));
            if (inCluster) {
                return false;
            }
            return TinyUniverse.firstMatch(firewall.before(), address)
                    .or(() -> blocked().addresses().contains(address) ? Optional.of(Action.DENY) : Optional.empty())
                    .or(() -> TinyUniverse.firstMatch(firewall.after(), address))
                    .orElse(firewall.otherwise())
                    .equals(Action.DENY);
        }

        Intention intention() {
            Optional<String> policy = Optional.of(toString());
            return Intention.read(file -> file.equals("policy.txt")
                    ? policy
                    : Optional.of(lists.get(file.replace(".txt", "")).text()));
        }

        /** The text of {@code policy.txt}. */
        @Override
        public String toString() {
            Target target = new Target(firewall, false);
            return PolicyText.of(
                    block,
                    new Cluster(
                            "tiny",
                            networks,
                            List.of(target),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty()));
        }
    }
}
