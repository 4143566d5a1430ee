package dev.sluice.plan.briefing;

import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Removal;
import dev.sluice.policy.RuleDelta;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a person must look at first in a change that is held, in few words: what goes, and the largest step. */
final class HeldEffect {

    private HeldEffect() {}

    /** Ways to say it, the fullest first; none where no address changes and nothing goes. */
    static List<String> ways(List<ClusterEffect> clusters, List<Removal> removals, boolean isTripped) {
        Optional<String> gone = removals.isEmpty()
                ? Optional.empty()
                : Optional.of(removals.size() == 1 ? gone(removals.getFirst()) : removals.size() + " removals");
        List<String> steps = isTripped
                ? largest(clusters).stream().flatMap(HeldEffect::words).toList()
                : List.of();
        Stream<String> both = gone.stream().flatMap(first -> steps.stream().map(step -> step + ", " + first));
        return Stream.of(both, steps.stream(), gone.stream())
                .flatMap(ways -> ways)
                .toList();
    }

    private static String gone(Removal removal) {
        return switch (removal.kind()) {
            case CLUSTER -> "cluster " + PlainName.within(removal.name()) + " removed";
            case NAMESPACE -> "namespace " + PlainName.within(removal.name()) + " removed";
            case LOKI_STACK -> "LokiStack " + PlainName.within(removal.name()) + " removed";
        };
    }

    /**
     * A change of one cluster in one direction.
     *
     * @param before what the cluster denied
     */
    private record LargestStep(boolean denies, Family family, IpSet addresses, BigInteger before) {

        BigInteger size() {
            return addresses.size(family);
        }
    }

    private record Candidate(ClusterEffect cluster, boolean denies, Family family, BigInteger size) {}

    /** Of IPv4 where an address of it changes; only the largest is worked out. */
    private static Optional<LargestStep> largest(List<ClusterEffect> clusters) {
        for (Family family : Family.values()) {
            Optional<Candidate> largest = clusters.stream()
                    .flatMap(cluster -> Stream.of(true, false)
                            .map(denies -> new Candidate(cluster, denies, family, size(cluster, denies, family))))
                    .filter(candidate -> candidate.size().signum() > 0)
                    .max(Comparator.comparing(Candidate::size));
            if (largest.isPresent()) {
                return largest.map(HeldEffect::step);
            }
        }
        return Optional.empty();
    }

    private static BigInteger size(ClusterEffect cluster, boolean denies, Family family) {
        NetEffect.Denied denied =
                switch (family) {
                    case IPV4 -> cluster.effect().ipv4();
                    case IPV6 -> cluster.effect().ipv6();
                };
        return denies ? denied.more() : denied.fewer();
    }

    private static LargestStep step(Candidate of) {
        List<FirewallDelta> firewalls = of.cluster().firewalls();
        IpSet before = union(firewalls, RuleDelta::deniedBefore, of.family());
        IpSet addresses = union(
                firewalls,
                rules -> of.denies()
                        ? rules.effect().newlyDenied()
                        : rules.effect().newlyAllowed(),
                of.family());
        return new LargestStep(of.denies(), of.family(), addresses, before.size(of.family()));
    }

    private static IpSet union(List<FirewallDelta> firewalls, Function<RuleDelta, IpSet> part, Family family) {
        return firewalls.stream()
                .map(FirewallDelta::rules)
                .distinct()
                .map(part)
                .reduce(IpSet.EMPTY, IpSet::union)
                .only(family);
    }

    private static Stream<String> words(LargestStep step) {
        List<Prefix> prefixes = step.addresses().prefixes();
        Prefix largest = prefixes.stream()
                .min(Comparator.comparingInt(Prefix::length).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        String which = largest + (prefixes.size() == 1 ? "" : " and " + (prefixes.size() - 1) + " more");
        String what = step.denies() ? " newly denied" : " newly allowed";
        String share = share(step);
        String size = step.family() == Family.IPV4
                ? Amounts.rounded(step.size(), "address")
                : Amounts.addresses(step.size(), step.family());
        return Stream.of(
                which + what + " (" + size + (share.isEmpty() ? "" : ", " + share) + ")",
                size + what + (share.isEmpty() ? "" : " (" + share + ")"),
                size + what);
    }

    /** For example {@code +304 %}; nothing where it is less than a tenth of a percent, or a share of nothing. */
    private static String share(LargestStep step) {
        if (step.before().signum() == 0) {
            return "";
        }
        BigDecimal percent = new BigDecimal(step.size().multiply(BigInteger.valueOf(100)))
                .divide(new BigDecimal(step.before()), 1, RoundingMode.HALF_UP);
        if (percent.signum() == 0) {
            return "";
        }
        BigDecimal shown = percent.compareTo(BigDecimal.TEN) < 0 ? percent : percent.setScale(0, RoundingMode.HALF_UP);
        return (step.denies() ? "+" : "-")
                + String.format(Locale.ROOT, "%,f", shown).replaceFirst("\\.?0+$", "") + " %";
    }
}
