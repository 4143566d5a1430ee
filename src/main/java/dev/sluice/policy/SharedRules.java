package dev.sluice.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of many firewalls. Firewalls that ask for the same in a cluster with the same networks share one list, and all
 * lists share their rules: a fleet holds some thousand rules, not some million.
 *
 * <p>Not thread-safe.
 */
public final class SharedRules {

    private final BlockPolicy block;
    private final Blocked blocked;
    private final Map<Asked, RuleList> lists = new HashMap<>();
    private final Map<Rule, Rule> rules = new HashMap<>();

    public SharedRules(BlockPolicy block, Blocked blocked) {
        this.block = block;
        this.blocked = blocked;
    }

    /** All that the rules of a firewall depend on beside what is blocked. */
    private record Asked(Networks networks, Firewall firewall) {}

    /** The rules of a firewall, see {@link BlockPolicy#rules}. */
    public RuleList of(Networks networks, Firewall firewall) {
        return lists.computeIfAbsent(new Asked(networks, firewall.anywhere()), this::make);
    }

    /** How many different lists were made. */
    int made() {
        return lists.size();
    }

    private RuleList make(Asked asked) {
        List<Rule> made =
                block.rules(asked.networks(), asked.firewall(), blocked).rules();
        return new RuleList(made.stream()
                .map(rule -> rules.computeIfAbsent(rule, any -> rule))
                .toList());
    }
}
