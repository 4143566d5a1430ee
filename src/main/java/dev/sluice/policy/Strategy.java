package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How the blocked prefixes follow from the published lists. */
public enum Strategy {

    /** The set difference of addresses in the fewest prefixes: what Google says its default domains use. */
    EXACT {
        @Override
        IpSet addresses(Selection selection) {
            return selection.difference();
        }

        @Override
        List<Prefix> prefixes(Selection selection, IpSet exempt) {
            return addresses(selection).minus(exempt).prefixes();
        }
    },

    /**
     * The same addresses as {@link #EXACT}, in the fewest ordered rules that mix Allow and Deny. What a firewall decides
     * before them does not matter to them, and what it decides behind them stays as it is.
     */
    COMPACT {
        @Override
        IpSet addresses(Selection selection) {
            return EXACT.addresses(selection);
        }

        @Override
        List<Prefix> prefixes(Selection selection, IpSet exempt) {
            return EXACT.prefixes(selection, exempt);
        }

        @Override
        List<Rule> rules(Blocked blocked, Networks networks, Firewall firewall) {
            return CompactTrie.rules(Leeway.of(blocked.addresses(), networks, firewall));
        }
    },

    /**
     * Whole included prefixes that lie inside no single excluded one. It denies more than the difference: whatever an
     * included prefix shares with smaller excluded ones.
     */
    PREFIX_FILTER {
        @Override
        IpSet addresses(Selection selection) {
            return IpSet.of(kept(selection));
        }

        @Override
        List<Prefix> prefixes(Selection selection, IpSet exempt) {
            return kept(selection).stream()
                    .flatMap(prefix -> without(prefix, exempt))
                    // Published prefixes may nest: what is left of them overlaps, repeats and comes out of order.
                    .distinct()
                    .sorted()
                    .toList();
        }

        private List<Prefix> kept(Selection selection) {
            NavigableSet<Prefix> outermost = new TreeSet<>();
            for (Prefix excluded : selection.excludedPrefixes()) {
                if (!isInside(excluded, outermost)) {
                    outermost.add(excluded); // ascending and the larger first: nothing that comes later holds it
                }
            }
            return selection.includedPrefixes().stream()
                    .filter(prefix -> !isInside(prefix, outermost))
                    .toList();
        }

        // Disjoint prefixes: only the last one that begins at or before another can hold it.
        private boolean isInside(Prefix prefix, NavigableSet<Prefix> disjoint) {
            Prefix before = disjoint.floor(prefix);
            return before != null && before.contains(prefix);
        }

        private Stream<Prefix> without(Prefix prefix, IpSet exempt) {
            IpSet whole = IpSet.of(prefix);
            return whole.intersection(exempt).isEmpty() ? Stream.of(prefix) : whole.minus(exempt).prefixes().stream();
        }
    };

    /** The addresses that the strategy picks from the lists. */
    abstract IpSet addresses(Selection selection);

    /** The same addresses but the exempt ones, as prefixes in ascending order. */
    abstract List<Prefix> prefixes(Selection selection, IpSet exempt);

    /**
     * The rules that deny what is blocked, as placed in a firewall: behind the user's first rules. Those are left out
     * that can never matter: rules before them decide all of their addresses, or rules behind them deny these anyway.
     */
    List<Rule> rules(Blocked blocked, Networks networks, Firewall firewall) {
        IpSet needed = Leeway.of(blocked.addresses(), networks, firewall).get(Leeway.DENY);
        boolean all = needed.containsAll(blocked.addresses());
        return blocked.prefixes().stream()
                .filter(prefix -> all || !needed.intersection(IpSet.of(prefix)).isEmpty())
                .map(Rule::deny)
                .toList();
    }

    /** The spelling in a configuration: {@code exact}, {@code compact} or {@code prefix-filter}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
