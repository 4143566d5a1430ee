package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Rule;
import dev.sluice.policy.certificate.Behaviour.Stretch;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goes down ordered rules with the whole address space and sorts the addresses by what happens to traffic to them.
 *
 * <pre>
 *   open       [=======================================)   every address, at first
 *   Deny           [=====)                                 takes what it covers
 *   Allow TCP/443     [===========)                        marks what is open of what it covers
 *   open       [===)     [--------)[===================)
 * </pre>
 */
final class Sweep {

    private final Map<Behaviour, IpSet> decided = new HashMap<>();

    /** The addresses that no rule has decided yet, by the limited rules that they met. */
    private Map<List<Stretch>, IpSet> open = Map.of(List.of(), IpSet.EVERYTHING);

    /** Decides all traffic to those of the addresses that are still open. */
    Sweep decide(Action action, IpSet addresses) {
        Map<List<Stretch>, IpSet> rest = new HashMap<>();
        open.forEach((turns, all) -> {
            add(decided, new Behaviour(turns, action), all.intersection(addresses));
            add(rest, turns, all.minus(addresses));
        });
        open = rest;
        return this;
    }

    Sweep rules(List<Rule> rules) {
        // Rules in a row that say the same are one: thousands of them would cut the set one by one.
        List<Prefix> row = new ArrayList<>();
        Action action = Action.ALLOW;
        for (Rule rule : rules) {
            boolean joins = rule.ports().isEmpty() && rule.to() instanceof Destination.Cidr && rule.action() == action;
            if (!joins) {
                decide(action, IpSet.of(row));
                row.clear();
                action = rule.action();
            }
            switch (rule.to()) {
                case Destination.Cidr cidr when rule.ports().isEmpty() -> row.add(cidr.prefix());
                case Destination.Cidr cidr -> limit(rule.action(), matches("", rule), IpSet.of(cidr.prefix()));
                // What a name or a label stands for is not known here: any address may be meant.
                case Destination.DnsName name -> limit(rule.action(), matches(name + " ", rule), IpSet.EVERYTHING);
                case Destination.Nodes nodes -> limit(rule.action(), matches(nodes + " ", rule), IpSet.EVERYTHING);
            }
        }
        return decide(action, IpSet.of(row));
    }

    /** Closes the sweep with what happens to the addresses that are left. */
    DecisionFunction otherwise(Action action) {
        decide(action, IpSet.EVERYTHING);
        return new DecisionFunction(decided);
    }

    private void limit(Action action, Collection<String> matches, IpSet addresses) {
        Map<List<Stretch>, IpSet> rest = new HashMap<>();
        open.forEach((turns, all) -> {
            add(rest, Behaviour.then(turns, action, matches), all.intersection(addresses));
            add(rest, turns, all.minus(addresses));
        });
        open = rest;
    }

    /** One match for each port, so that a rule says the same as its ports one by one. */
    private static List<String> matches(String selector, Rule rule) {
        return rule.ports().isEmpty()
                ? List.of(selector.strip())
                : rule.ports().stream().map(port -> selector + port).toList();
    }

    private static <K> void add(Map<K, IpSet> sets, K key, IpSet more) {
        if (!more.isEmpty()) {
            sets.merge(key, more, IpSet::union);
        }
    }
}
