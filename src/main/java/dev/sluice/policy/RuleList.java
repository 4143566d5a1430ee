package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The ordered rules of one egress firewall, of which the first that matches decides; at most {@value #LIMIT}. */
public record RuleList(List<Rule> rules) {

    /**
     * What OVN-Kubernetes takes in one object: ACL priorities run down from 10000 to 2001.
     *
     * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/network_security/egress-firewall">OpenShift
     *     documentation, egress firewall</a>
     */
    public static final int LIMIT = 8_000;

    public RuleList {
        rules = List.copyOf(rules);
        if (rules.size() > LIMIT) {
            throw new TooManyRulesException(rules.size());
        }
    }

    /**
     * The rules of a firewall: networks, the user's first rules, what is blocked, the user's last rules, everything else.
     *
     * @param families the families that the last rules speak of where everything else is allowed
     */
    public static RuleList of(Networks networks, Firewall firewall, Collection<Prefix> blocked, Set<Family> families) {
        return around(blocked.stream().map(Rule::deny).toList(), networks, firewall, families);
    }

    /** The same with other rules instead of those for what is blocked. */
    static RuleList around(List<Rule> blocking, Networks networks, Firewall firewall, Set<Family> families) {
        List<Rule> rules = new ArrayList<>(networks.rules());
        rules.addAll(firewall.before());
        rules.addAll(blocking);
        rules.addAll(firewall.after());
        rules.addAll(otherwise(networks, firewall, families));
        return new RuleList(rules);
    }

    private static List<Rule> otherwise(Networks networks, Firewall firewall, Set<Family> families) {
        return switch (firewall.otherwise()) {
            case ALLOW ->
                // Immutable sets of the JDK change their order from one start to the next; manifests must not.
                families.stream()
                        .sorted()
                        .map(Prefix::everything)
                        .map(Rule::allow)
                        .toList();
            // A rule for 0.0.0.0/0 says nothing about IPv6, and what is left unsaid is allowed. Where networks and the
            // user's rules decide a whole family, nothing is left.
            case DENY -> {
                IpSet decided =
                        networks.addresses().union(decided(firewall.before())).union(decided(firewall.after()));
                yield Arrays.stream(Family.values())
                        .map(Prefix::everything)
                        .filter(everything -> !decided.containsAll(IpSet.of(everything)))
                        .map(Rule::deny)
                        .toList();
            }
        };
    }

    private static IpSet decided(List<Rule> rules) {
        return OrderedRules.of(rules).decision().addresses();
    }

    public int size() {
        return rules.size();
    }
}
