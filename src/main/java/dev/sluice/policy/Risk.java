package dev.sluice.policy;

import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a person's attention a change asks for. What is low and what is high is defined here and nowhere else.
 *
 * @param reasons why it is high; empty where it is low
 */
public record Risk(Level level, List<Reason> reasons) {

    /** The addresses that a firewall may newly deny or newly allow at low risk, in percent of what it denied before. */
    public static final int SHARE_LIMIT = 5;

    /** Low needs no person, high needs one. */
    public enum Level {
        LOW("low"),
        HIGH("high");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** In lower case. */
        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * One thing that makes a change risky.
     *
     * @param sentence in words of the program alone
     * @param subjects what it is true of; names from outside
     */
    public record Reason(String sentence, List<String> subjects) {

        public Reason {
            subjects = List.copyOf(subjects);
        }

        @Override
        public String toString() {
            return sentence + (subjects.isEmpty() ? "" : ": " + String.join(", ", subjects));
        }
    }

    /**
     * What is known of a change.
     *
     * @param readings of all guards, unless a person let the feeds pass
     * @param removals what goes, whether or not a person let it go
     * @param published names of clusters that are published for the first time
     * @param reconfigured names of clusters whose policy changes
     * @param objects files that change and declare neither an EgressFirewall nor a FlowCollector, nor say what these
     *     were computed from
     * @param firewalls of all namespaces of these clusters; new ones do not count
     */
    public record Facts(
            List<Measurement> readings,
            List<Removal> removals,
            List<String> published,
            List<String> reconfigured,
            List<String> objects,
            List<FirewallDelta> firewalls) {

        public Facts {
            readings = List.copyOf(readings);
            removals = List.copyOf(removals);
            published = List.copyOf(published);
            reconfigured = List.copyOf(reconfigured);
            objects = List.copyOf(objects);
            firewalls = List.copyOf(firewalls);
        }
    }

    public Risk {
        reasons = List.copyOf(reasons);
    }

    public static Risk of(Facts facts) {
        List<Reason> reasons = new ArrayList<>();
        facts.readings().stream()
                .filter(Measurement::tripped)
                .forEach(reading -> reasons.add(new Reason("a guard trips, " + reading, List.of())));
        add(reasons, "something published goes", facts.removals());
        add(reasons, "a cluster is published for the first time", facts.published());
        add(reasons, "the configuration changes", facts.reconfigured());
        add(reasons, "objects other than firewalls and flow labels change", facts.objects());
        for (Family family : Family.values()) {
            add(
                    reasons,
                    "newly denied, " + word(family) + ", more than " + SHARE_LIMIT + " % of what was denied",
                    large(facts.firewalls(), family, true));
            add(
                    reasons,
                    "newly allowed, " + word(family) + ", more than " + SHARE_LIMIT + " % of what was denied",
                    large(facts.firewalls(), family, false));
        }
        return new Risk(reasons.isEmpty() ? Level.LOW : Level.HIGH, reasons);
    }

    /** The label that a request carries: {@code risk/low} or {@code risk/high}. */
    public String label() {
        return "risk/" + level;
    }

    private static void add(List<Reason> reasons, String sentence, Collection<?> subjects) {
        if (!subjects.isEmpty()) {
            reasons.add(
                    new Reason(sentence, subjects.stream().map(Object::toString).toList()));
        }
    }

    private static List<String> large(List<FirewallDelta> firewalls, Family family, boolean denied) {
        return firewalls.stream()
                .filter(firewall -> !firewall.isNew())
                .filter(firewall -> {
                    Effect effect = firewall.rules().effect();
                    return isLarge(
                            denied ? effect.newlyDenied() : effect.newlyAllowed(),
                            firewall.rules().deniedBefore(),
                            family);
                })
                .map(FirewallDelta::toString)
                .toList();
    }

    /** Whether a firewall that is not new newly denies or newly allows more than the limit, in either family. */
    public static boolean isLarge(FirewallDelta firewall) {
        Effect effect = firewall.rules().effect();
        return !firewall.isNew()
                && Stream.of(Family.values()).anyMatch(family -> Stream.of(effect.newlyDenied(), effect.newlyAllowed())
                        .anyMatch(part -> isLarge(part, firewall.rules().deniedBefore(), family)));
    }

    private static boolean isLarge(IpSet part, IpSet whole, Family family) {
        // Whole numbers: an IPv6 count does not fit a double.
        BigInteger limit = whole.size(family).multiply(BigInteger.valueOf(SHARE_LIMIT));
        return part.size(family).multiply(BigInteger.valueOf(100)).compareTo(limit) > 0;
    }

    private static String word(Family family) {
        return family == Family.IPV4 ? "IPv4" : "IPv6";
    }
}
