package dev.sluice.serve.web;

import dev.sluice.plan.RuleComparison;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta;
import dev.sluice.policy.Selection;
import dev.sluice.ranges.IpSet;
import dev.sluice.review.body.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What becomes of the addresses that firewalls deny, between two states of all of them.
 *
 * @param denied what any firewall denies before and after
 * @param newlyDenied what at least one firewall denies and did not deny before
 * @param newlyAllowed what at least one firewall denied before and does not deny any more
 * @param groups firewalls that change alike
 * @param denying feed entries whose coming and going denies addresses
 * @param allowing feed entries whose coming and going allows addresses
 */
record AddressChange(
        IpSet denied,
        IpSet newlyDenied,
        IpSet newlyAllowed,
        List<AlikeChange> groups,
        List<Cause> denying,
        List<Cause> allowing) {

    /**
     * Firewalls that change alike.
     *
     * @param firewalls each as {@code cluster/namespace}
     */
    record AlikeChange(RuleDelta delta, List<String> firewalls) {}

    /**
     * Compares two states.
     *
     * @param before by cluster and namespace; a firewall that is missing denies nothing
     * @param after the same
     * @param from the lists of the state before; empty where there are none
     * @param now the lists of the state after; empty where they are not known
     */
    static AddressChange between(
            SortedMap<String, SortedMap<String, List<Rule>>> before,
            SortedMap<String, SortedMap<String, List<Rule>>> after,
            List<Selection> from,
            List<Selection> now) {
        RuleComparison comparison = new RuleComparison();
        SequencedMap<RuleDelta, List<String>> alike = new LinkedHashMap<>();
        for (String cluster : both(before, after)) {
            comparison
                    .of(
                            cluster,
                            before.getOrDefault(cluster, Collections.emptySortedMap()),
                            after.getOrDefault(cluster, Collections.emptySortedMap()),
                            Map.of())
                    .forEach(firewall -> alike.computeIfAbsent(firewall.rules(), any -> new ArrayList<>())
                            .add(firewall.toString()));
        }
        return of(alike, from, now);
    }

    private static AddressChange of(
            SequencedMap<RuleDelta, List<String>> alike, List<Selection> from, List<Selection> now) {
        IpSet denied = IpSet.EMPTY;
        IpSet more = IpSet.EMPTY;
        IpSet fewer = IpSet.EMPTY;
        List<AlikeChange> groups = new ArrayList<>();
        for (Map.Entry<RuleDelta, List<String>> entry : alike.entrySet()) {
            RuleDelta delta = entry.getKey();
            denied = denied.union(delta.deniedBefore().intersection(delta.deniedAfter()));
            if (!delta.before().equals(delta.after())) {
                more = more.union(delta.effect().newlyDenied());
                fewer = fewer.union(delta.effect().newlyAllowed());
                groups.add(new AlikeChange(delta, List.copyOf(entry.getValue())));
            }
        }
        return new AddressChange(denied, more, fewer, List.copyOf(groups), denying(from, now), allowing(from, now));
    }

    private static List<Cause> denying(List<Selection> from, List<Selection> now) {
        if (now.isEmpty()) {
            return List.of();
        }
        return from.isEmpty() ? Cause.ofBlocking(now.getFirst()) : Cause.ofDenying(from.getFirst(), now.getFirst());
    }

    private static List<Cause> allowing(List<Selection> from, List<Selection> now) {
        return from.isEmpty() || now.isEmpty() ? List.of() : Cause.ofAllowing(from.getFirst(), now.getFirst());
    }

    private static SortedSet<String> both(SortedMap<String, ?> one, SortedMap<String, ?> other) {
        SortedSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }
}
