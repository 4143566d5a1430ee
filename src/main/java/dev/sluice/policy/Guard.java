package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * A change between two published states that is too large to be ordinary.
 *
 * <p>Each guard measures one change in percent of what was published before. The default limits are set above the largest
 * ordinary daily step seen in 4.7 years of goog.json (included) and cloud.json (excluded), in which they hold three days of
 * 1,696.
 */
public enum Guard {
    EXCLUDED_ADDRESSES_LOST(
            "addresses gone from the excluded feeds",
            Family.IPV4,
            0.5,
            step -> lost(step.excludedBefore(), step.excludedNow(), Family.IPV4)),
    EXCLUDED_ENTRIES_LOST(
            "entries gone from the excluded feeds",
            Family.IPV4,
            3,
            step -> gone(step.before().excludedPrefixes(), step.now().excludedPrefixes(), Family.IPV4)),
    INCLUDED_ADDRESSES_LOST(
            "addresses gone from the included feeds",
            Family.IPV4,
            10,
            step -> lost(step.includedBefore(), step.includedNow(), Family.IPV4)),
    INCLUDED_ENTRIES_LOST(
            "entries gone from the included feeds",
            Family.IPV4,
            10,
            step -> gone(step.before().includedPrefixes(), step.now().includedPrefixes(), Family.IPV4)),
    DIFFERENCE_LOST(
            "addresses gone from the difference",
            Family.IPV4,
            30,
            step -> lost(step.differenceBefore(), step.differenceNow(), Family.IPV4)),
    DIFFERENCE_GAINED(
            "addresses new in the difference",
            Family.IPV4,
            25,
            step -> lost(step.differenceNow(), step.differenceBefore(), step.differenceBefore(), Family.IPV4)),
    RULES_CHANGED("exact rule lines changed", Family.IPV4, 25, Guard::rulesChanged),
    DIFFERENCE_LOST_IPV6(
            "IPv6 addresses gone from the difference",
            Family.IPV6,
            30,
            step -> lost(step.differenceBefore(), step.differenceNow(), Family.IPV6)),
    DIFFERENCE_GAINED_IPV6(
            "IPv6 addresses new in the difference",
            Family.IPV6,
            25,
            step -> lost(step.differenceNow(), step.differenceBefore(), step.differenceBefore(), Family.IPV6));

    private final String sentence;
    private final Family family;
    private final double defaultLimit;
    private final ToDoubleFunction<FeedChange> percent;

    Guard(String sentence, Family family, double defaultLimit, ToDoubleFunction<FeedChange> percent) {
        this.sentence = sentence;
        this.family = family;
        this.defaultLimit = defaultLimit;
        this.percent = percent;
    }

    /** What the guard measures, in words. */
    public String sentence() {
        return sentence;
    }

    /** The family it speaks of; it is silent where that family is not blocked. */
    public Family family() {
        return family;
    }

    /** In percent; a change above it trips the guard. */
    public double defaultLimit() {
        return defaultLimit;
    }

    /** In percent of what was published before; infinite where something came out of nothing. */
    double measure(FeedChange step) {
        return percent.applyAsDouble(step);
    }

    /** The key under {@code sluice.guards}, for example {@code difference-gained}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double rulesChanged(FeedChange step) {
        List<Prefix> before = step.differenceBefore().only(Family.IPV4).prefixes();
        List<Prefix> now = step.differenceNow().only(Family.IPV4).prefixes();
        return percent(missing(before, now) + missing(now, before), before.size());
    }

    private static double gone(List<Prefix> before, List<Prefix> now, Family family) {
        List<Prefix> ours =
                before.stream().filter(prefix -> prefix.family() == family).toList();
        return percent(missing(ours, now), ours.size());
    }

    private static int missing(List<Prefix> from, List<Prefix> in) {
        Set<Prefix> there = new HashSet<>(in);
        return (int) from.stream().filter(prefix -> !there.contains(prefix)).count();
    }

    private static double lost(IpSet before, IpSet now, Family family) {
        return lost(before, now, before, family);
    }

    /** What of {@code larger} is not in {@code smaller}, in percent of {@code whole}. */
    private static double lost(IpSet larger, IpSet smaller, IpSet whole, Family family) {
        BigInteger lost = larger.minus(smaller).size(family);
        return percent(lost.doubleValue(), whole.size(family).doubleValue());
    }

    private static double percent(double part, double whole) {
        return part == 0 ? 0 : 100 * part / whole;
    }
}
