package dev.sluice.review.body;

import dev.sluice.plan.briefing.ListDifference;
import dev.sluice.policy.Rule;
import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.IpSet;
import java.util.List;

/**
 * What a change of rules means.
 *
 * @param isNone whether all traffic is treated as before
 * @param dropped rules by port, name or node that go
 * @param added rules by port, name or node that come
 * @param before the number of rules
 * @param now the number of rules
 */
record Effect(
        boolean isNone,
        IpSet newlyDenied,
        IpSet newlyAllowed,
        List<Rule> dropped,
        List<Rule> added,
        int before,
        int now) {

    Effect {
        dropped = List.copyOf(dropped);
        added = List.copyOf(added);
    }

    static Effect of(List<Rule> before, List<Rule> now) {
        DecisionFunction earlier = DecisionFunction.of(before);
        DecisionFunction later = DecisionFunction.of(now);
        ListDifference<Rule> limited = ListDifference.between(limited(before), limited(now));
        return new Effect(
                earlier.equals(later),
                later.denied().minus(earlier.denied()),
                earlier.denied().minus(later.denied()),
                limited.dropped(),
                limited.added(),
                before.size(),
                now.size());
    }

    /** Whether rules by port, name or node only moved, with an effect on the traffic that they match. */
    boolean isReordered() {
        return !isNone && newlyDenied.isEmpty() && newlyAllowed.isEmpty() && dropped.isEmpty() && added.isEmpty();
    }

    private static List<Rule> limited(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.decides().isEmpty()).toList();
    }
}
