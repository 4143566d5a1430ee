package dev.sluice.plan;

import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.LruMemo;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleDelta;
import dev.sluice.policy.RuleList;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.IpSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says what becomes of firewalls by what their rules decide. Firewalls of a fleet that share their rules share the answer, and
 * the sets in it.
 *
 * <p>Not thread-safe.
 */
public final class RuleComparison {

    private final LruMemo<List<Rule>, DecisionFunction> decisions = new LruMemo<>(500, DecisionFunction::of);
    private final LruMemo<ComparedRules, RuleDelta> deltas = new LruMemo<>(500, this::compare);
    private final LruMemo<IpSet, IpSet> sets = new LruMemo<>(100, set -> set);

    /** Two very lists: a codec gives the same object for equal ones, and to read them to the end takes long. */
    private record ComparedRules(List<Rule> before, List<Rule> after) {

        @Override
        public boolean equals(Object o) {
            return o instanceof ComparedRules(List<Rule> otherBefore, List<Rule> otherAfter)
                    && before == otherBefore
                    && after == otherAfter;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(before) + System.identityHashCode(after);
        }
    }

    /** What a firewall with these rules decides. */
    public DecisionFunction decision(List<Rule> rules) {
        return decisions.to(rules);
    }

    /**
     * What becomes of the firewalls of a cluster, by ascending namespace; those that stay as they are are among them.
     *
     * @param before by namespace
     * @param after by namespace
     * @param computed by namespace; used instead of equal rules, since these are remembered for long
     */
    public List<FirewallDelta> of(
            String cluster,
            Map<String, List<Rule>> before,
            Map<String, List<Rule>> after,
            Map<String, RuleList> computed) {
        SortedSet<String> namespaces = new TreeSet<>(before.keySet());
        namespaces.addAll(after.keySet());
        return namespaces.stream()
                .map(namespace -> {
                    List<Rule> now = after.getOrDefault(namespace, List.of());
                    List<Rule> known = Optional.ofNullable(computed.get(namespace))
                            .map(RuleList::rules)
                            .filter(now::equals)
                            .orElse(now);
                    List<Rule> published = before.getOrDefault(namespace, List.of());
                    RuleDelta rules = deltas.to(new ComparedRules(known.equals(published) ? known : published, known));
                    return new FirewallDelta(cluster, namespace, rules);
                })
                .toList();
    }

    private RuleDelta compare(ComparedRules pair) {
        DecisionFunction before = decision(pair.before());
        DecisionFunction after = decision(pair.after());
        boolean isNone = before.equals(after);
        return RuleDelta.of(
                pair.before(),
                sets.to(before.denied()),
                pair.after(),
                sets.to(after.denied()),
                isNone,
                !isNone && !after.deniesNoMoreThan(before));
    }
}
