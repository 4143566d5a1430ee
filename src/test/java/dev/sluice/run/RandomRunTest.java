package dev.sluice.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After each run, what is committed decides every address as the definition says, address by address. */
class RandomRunTest {

    private static final int HISTORIES = 6;
    private static final int RUNS = 4;

    /** Each test run takes new histories; -Druns.seed=N sees those again whose first seed is N. */
    static LongStream seeds() {
        long first = Long.getLong("runs.seed", System.currentTimeMillis());
        return LongStream.range(first, first + HISTORIES);
    }

    @ParameterizedTest(name = "-Druns.seed={0}")
    @MethodSource("seeds")
    void decidesEveryAddressAsDefined(long seed, @TempDir Path folder) {
        RandomPlaces random = new RandomPlaces(seed);
        RunLab lab = new RunLab(folder);
        List<String> goog = random.feed(RandomPlaces.GOOG);
        List<String> cloud = random.feed(RandomPlaces.CLOUD);
        Fleet fleet = random.fleet();
        for (int run = 0; run < RUNS; run++) {
            String token = Long.toString(lab.feeds.publish(goog, cloud));
            Outcome outcome = lab.run(fleet.accept(token));
            assertThat(outcome.isGood())
                    .as("seed %d, run %d: %s", seed, run, outcome)
                    .isTrue();
            assertDecidesAsDefined(fleet, prefixes(goog), prefixes(cloud), lab.files());
            if (random.isHeads()) {
                fleet = random.fleet();
            }
            goog = random.feed(goog);
            cloud = random.feed(cloud);
        }
    }

    private static void assertDecidesAsDefined(
            Fleet fleet, List<Prefix> goog, List<Prefix> cloud, SortedMap<String, String> files) {
        for (Cluster cluster : fleet.clusters()) {
            for (Target target : cluster.targets()) {
                Definition definition = new Definition(fleet.block(), cluster, target, goog, cloud);
                String path =
                        "clusters/" + cluster.name() + "/firewall/egress-firewall-" + target.namespace() + ".yaml";
                List<Rule> written = ParsedFirewall.parse(files.get(path)).rules();
                for (Family family : Family.values()) {
                    assertThat(samples(family, definition, written))
                            .as("%s in %s, with %s", family, path, fleet)
                            .filteredOn(
                                    number -> decide(written, family, number).orElse(Action.ALLOW)
                                            != definition.decide(family, number))
                            .isEmpty();
                }
            }
        }
    }

    /** What a firewall is meant to decide, in the words of single addresses. */
    private record Definition(
            BlockPolicy block, Cluster cluster, Target target, List<Prefix> goog, List<Prefix> cloud) {

        Action decide(Family family, BigInteger number) {
            if (isInAny(cluster.networks().all(), family, number)) {
                return Action.ALLOW;
            }
            Optional<Action> before = RandomRunTest.decide(target.firewall().before(), family, number);
            if (before.isPresent()) {
                return before.get();
            }
            if (block.families().contains(family)
                    && isPicked(family, number)
                    && !isInAny(block.exempt(), family, number)) {
                return Action.DENY;
            }
            return RandomRunTest.decide(target.firewall().after(), family, number)
                    .orElse(target.firewall().otherwise());
        }

        private boolean isPicked(Family family, BigInteger number) {
            return switch (block.strategy()) {
                case EXACT, COMPACT -> isInAny(goog, family, number) && !isInAny(cloud, family, number);
                case PREFIX_FILTER ->
                    goog.stream().filter(prefix -> isIn(prefix, family, number)).anyMatch(prefix -> cloud.stream()
                            .noneMatch(other -> holds(other, prefix)));
            };
        }

        private static boolean holds(Prefix outer, Prefix inner) {
            return isIn(outer, inner.family(), RandomPlaces.number(inner.first())) && outer.length() <= inner.length();
        }
    }

    /** The first rule for all traffic to an address decides; none may. */
    private static Optional<Action> decide(List<Rule> rules, Family family, BigInteger number) {
        return rules.stream()
                .filter(rule -> rule.decides()
                        .filter(prefix -> isIn(prefix, family, number))
                        .isPresent())
                .findFirst()
                .map(Rule::action);
    }

    private static boolean isInAny(Collection<Prefix> prefixes, Family family, BigInteger number) {
        return prefixes.stream().anyMatch(prefix -> isIn(prefix, family, number));
    }

    private static boolean isIn(Prefix prefix, Family family, BigInteger number) {
        int hostBits = family.bits() - prefix.length();
        return prefix.family() == family
                && number.shiftRight(hostBits)
                        .equals(RandomPlaces.number(prefix.first()).shiftRight(hostBits));
    }

    /** Both sides of each edge of anything that was asked for or written. */
    private static Collection<BigInteger> samples(Family family, Definition definition, List<Rule> written) {
        Stream<Prefix> edges = Stream.of(
                        definition.goog(),
                        definition.cloud(),
                        definition.block().exempt(),
                        definition.cluster().networks().all(),
                        Stream.of(
                                        definition.target().firewall().before(),
                                        definition.target().firewall().after(),
                                        written)
                                .flatMap(Collection::stream)
                                .flatMap(rule -> rule.decides().stream())
                                .toList())
                .flatMap(Collection::stream);
        Collection<BigInteger> samples = new TreeSet<>();
        edges.filter(prefix -> prefix.family() == family)
                .flatMap(prefix -> RandomPlaces.edges(prefix).stream())
                .filter(number -> number.signum() >= 0 && number.bitLength() <= family.bits())
                .forEach(samples::add);
        return samples;
    }

    private static List<Prefix> prefixes(List<String> texts) {
        return texts.stream().map(Prefix::parse).toList();
    }
}
