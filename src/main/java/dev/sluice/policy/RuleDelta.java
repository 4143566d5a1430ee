package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import java.util.List;

/**
 * What becomes of the rules of a firewall, and of the addresses that it denies: those to which it denies all traffic that no
 * rule by port, name or node takes.
 *
 * @param before none where there is no firewall yet, or none that can be read
 * @param after none where the firewall goes
 * @param effect what of that counts; equal for changes that mean the same
 */
public record RuleDelta(List<Rule> before, List<Rule> after, IpSet deniedBefore, IpSet deniedAfter, Effect effect) {

    /**
     * What a change of rules means.
     *
     * @param isNone whether all traffic is treated as before
     * @param deniesMore whether traffic may be denied that was allowed before
     * @param dropped rules by port, name or node that go
     * @param added rules by port, name or node that come
     * @param before the number of rules
     * @param after the number of rules
     */
    public record Effect(
            boolean isNone,
            boolean deniesMore,
            IpSet newlyDenied,
            IpSet newlyAllowed,
            List<Rule> dropped,
            List<Rule> added,
            int before,
            int after) {

        public Effect {
            dropped = List.copyOf(dropped);
            added = List.copyOf(added);
        }

        /** Whether rules by port, name or node only moved, with an effect on the traffic that they match. */
        public boolean isReordered() {
            return !isNone && newlyDenied.isEmpty() && newlyAllowed.isEmpty() && dropped.isEmpty() && added.isEmpty();
        }
    }

    public RuleDelta {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * @param isNone whether both treat all traffic alike
     * @param deniesMore whether the rules after may deny traffic that those before allow
     */
    public static RuleDelta of(
            List<Rule> before,
            IpSet deniedBefore,
            List<Rule> after,
            IpSet deniedAfter,
            boolean isNone,
            boolean deniesMore) {
        ListDifference<Rule> limited = ListDifference.between(limited(before), limited(after));
        Effect effect = new Effect(
                isNone,
                deniesMore,
                deniedAfter.minus(deniedBefore),
                deniedBefore.minus(deniedAfter),
                limited.dropped(),
                limited.added(),
                before.size(),
                after.size());
        return new RuleDelta(before, after, deniedBefore, deniedAfter, effect);
    }

    /** The same once it has happened: nothing changes any more. */
    RuleDelta settled() {
        return of(after, deniedAfter, after, deniedAfter, true, false);
    }

    /** Equal ones have equal numbers of rules; what rules say is long to read. */
    @Override
    public int hashCode() {
        return 31 * before.size() + after.size();
    }

    private static List<Rule> limited(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.decides().isEmpty()).toList();
    }
}
