package dev.sluice.sync;

import dev.sluice.policy.Answers;
import dev.sluice.policy.Decision;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many prefixes one cluster's firewalls deny all traffic to: the fewest of each firewall, over all namespaces.
 *
 * @param now after the change
 * @param more that were not denied before
 * @param fewer that are not denied any more
 */
record DeniedPrefixes(int now, int more, int fewer) {

    static final DeniedPrefixes NONE = new DeniedPrefixes(0, 0, 0);

    /** Counts what lists of rules deny; equal lists are looked at once. */
    static final class Count {

        private final Answers<List<Rule>, List<Prefix>> denied = new Answers<>(
                100, rules -> List.copyOf(Decision.of(rules).denied().prefixes()));

        DeniedPrefixes between(Collection<List<Rule>> before, Collection<List<Rule>> now) {
            Set<Prefix> earlier = all(before);
            Set<Prefix> later = all(now);
            return new DeniedPrefixes(later.size(), missing(later, earlier), missing(earlier, later));
        }

        private Set<Prefix> all(Collection<List<Rule>> lists) {
            Set<Prefix> prefixes = new HashSet<>();
            new HashSet<>(lists).forEach(rules -> prefixes.addAll(denied.to(rules)));
            return prefixes;
        }

        private static int missing(Set<Prefix> from, Set<Prefix> in) {
            return (int) from.stream().filter(prefix -> !in.contains(prefix)).count();
        }
    }
}
