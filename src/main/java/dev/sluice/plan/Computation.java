package dev.sluice.plan;

import dev.sluice.policy.Blocked;
import dev.sluice.policy.RuleCount;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.Selection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run computed, whether or not it was published.
 *
 * @param digest of the selection, see {@link Selection#digest}
 * @param filtered what the strategy prefix-filter would deny, to show what it over-blocks
 * @param ruleCounts what each strategy needs, whichever is configured
 * @param firewalls by cluster, then by namespace
 */
public record Computation(
        Selection selection,
        String digest,
        Blocked blocked,
        Blocked filtered,
        List<RuleCount> ruleCounts,
        SortedMap<String, SortedMap<String, RuleList>> firewalls) {

    public Computation {
        ruleCounts = List.copyOf(ruleCounts);
        firewalls = Collections.unmodifiableSortedMap(new TreeMap<>(firewalls));
    }

    Map<String, RuleList> firewallsOf(String cluster) {
        return firewalls.getOrDefault(cluster, Collections.emptySortedMap());
    }
}
