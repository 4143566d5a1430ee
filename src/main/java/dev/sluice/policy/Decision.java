package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;

/**
 * What is decided about each address: allowed, denied, or left to others.
 *
 * <p>Decisions chain as rules do: the first that says something about an address wins. Chaining is associative, so that
 * a long list is folded by halves.
 */
public record Decision(IpSet allowed, IpSet denied) {

    /** The decision that says nothing. */
    public static final Decision NONE = new Decision(IpSet.EMPTY, IpSet.EMPTY);

    public Decision {
        if (!allowed.intersection(denied).isEmpty()) {
            throw new IllegalArgumentException("both allowed and denied: " + allowed.intersection(denied));
        }
    }

    public static Decision of(Action action, IpSet addresses) {
        return switch (action) {
            case ALLOW -> new Decision(addresses, IpSet.EMPTY);
            case DENY -> new Decision(IpSet.EMPTY, addresses);
        };
    }

    /** The decision of ordered rules; a rule with ports, a name or a node selector decides no whole address. */
    public static Decision of(List<Rule> rules) {
        if (rules.isEmpty()) {
            return NONE;
        }
        if (rules.size() == 1) {
            Rule rule = rules.getFirst();
            return rule.decides()
                    .map((Prefix prefix) -> of(rule.action(), IpSet.of(prefix)))
                    .orElse(NONE);
        }
        int half = rules.size() / 2;
        return of(rules.subList(0, half)).then(of(rules.subList(half, rules.size())));
    }

    /** This decision, and the other one where this says nothing. */
    public Decision then(Decision other) {
        IpSet decided = allowed.union(denied);
        return new Decision(allowed.union(other.allowed.minus(decided)), denied.union(other.denied.minus(decided)));
    }
}
