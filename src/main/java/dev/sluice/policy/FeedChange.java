package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.PrefixList;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from one published state to the next, in the roles that the lists play today.
 *
 * <p>Guards read this and not what becomes of firewalls ({@link FirewallDelta}): their limits were taken from the history of
 * the feeds, a firewall also changes with a person's own rules, networks and exemptions, and a feed that lost half of its
 * entries is to be noticed where no address of any firewall depends on them.
 *
 * <p>Only lists known on both sides take part: a feed that a configuration adds or drops is a person's decision, not a
 * feed's fault.
 */
public record FeedChange(
        Selection before,
        Selection now,
        IpSet includedBefore,
        IpSet includedNow,
        IpSet excludedBefore,
        IpSet excludedNow,
        IpSet differenceBefore,
        IpSet differenceNow) {

    public static FeedChange between(Selection before, Selection now) {
        Set<String> common = new HashSet<>(names(before));
        common.retainAll(names(now));
        return of(before.only(common::contains), now.only(common::contains));
    }

    private static FeedChange of(Selection before, Selection now) {
        return new FeedChange(
                before,
                now,
                IpSet.of(before.includedPrefixes()),
                IpSet.of(now.includedPrefixes()),
                IpSet.of(before.excludedPrefixes()),
                IpSet.of(now.excludedPrefixes()),
                before.difference(),
                now.difference());
    }

    private static Set<String> names(Selection selection) {
        return selection.lists().stream().map(PrefixList::name).collect(Collectors.toSet());
    }
}
