package dev.sluice.policy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Entry;
import dev.sluice.ranges.PrefixList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a firewall says about one address, and why.
 *
 * @param rule the number of the deciding rule, from 1; empty where none matches and the address is allowed
 * @param decidedBy the deciding rule
 * @param entries the most specific published entry of each list that holds the address, with the list's name;
 *     the widest first
 * @param partial rules before the deciding one that match some traffic to the address or may do so: by port or name
 */
public record Verdict(
        Action action, Optional<Integer> rule, Optional<Rule> decidedBy, List<Listed> entries, List<Rule> partial) {

    /** A published entry and the list that holds it. */
    public record Listed(String list, Entry entry) {}

    public Verdict {
        entries = List.copyOf(entries);
        partial = List.copyOf(partial);
    }

    public static Verdict on(Address address, RuleList rules, Selection selection) {
        return on(address, rules.rules(), selection);
    }

    /** @param all in their order; an empty list means no firewall, which allows everything */
    public static Verdict on(Address address, List<Rule> all, Selection selection) {
        OrderedRules.Decider decider = OrderedRules.of(all).decider(address);
        return new Verdict(
                decider.action(), decider.number(), decider.rule(), listed(address, selection), decider.partial());
    }

    /** The most specific entry of each list that holds an address, the widest first. */
    public static List<Listed> listed(Address address, Selection selection) {
        return selection.lists().stream()
                .flatMap((PrefixList list) ->
                        list.entryFor(address).map(entry -> new Listed(list.name(), entry)).stream())
                .sorted(Comparator.comparingInt(
                        listed -> listed.entry().prefix().length()))
                .toList();
    }
}
