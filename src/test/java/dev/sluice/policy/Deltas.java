package dev.sluice.policy;

import dev.sluice.policy.certificate.DecisionFunction;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;

/** What becomes of firewalls, for tests that know their rules or what they deny alone. */
public final class Deltas {

    private Deltas() {}

    public static FirewallDelta of(String cluster, String namespace, List<Rule> before, List<Rule> after) {
        DecisionFunction earlier = DecisionFunction.of(before);
        DecisionFunction later = DecisionFunction.of(after);
        return new FirewallDelta(
                cluster,
                namespace,
                RuleDelta.of(
                        before,
                        earlier.denied(),
                        after,
                        later.denied(),
                        earlier.equals(later),
                        !later.deniesNoMoreThan(earlier)));
    }

    /** A firewall with a rule for each prefix that it denies. */
    static FirewallDelta denying(String cluster, String namespace, IpSet before, IpSet after) {
        return of(cluster, namespace, rules(before), rules(after));
    }

    private static List<Rule> rules(IpSet denied) {
        return denied.isEmpty()
                ? List.of(Rule.allow(Prefix.everything(Family.IPV4)))
                : denied.prefixes().stream().map(Rule::deny).toList();
    }
}
