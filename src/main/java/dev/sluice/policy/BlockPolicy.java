package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import dev.sluice.ranges.SpecialAddresses;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to block, for every namespace alike.
 *
 * @param include names of the lists whose addresses are blocked
 * @param exclude names of the lists whose addresses are left alone
 * @param families the address families that get Deny rules, not empty
 * @param exempt prefixes that are never denied, whatever the lists say
 * @param special names of the included lists whose addresses are denied even where they are not public, see
 *     {@link SpecialAddresses}
 */
public record BlockPolicy(
        List<String> include,
        List<String> exclude,
        Strategy strategy,
        Set<Family> families,
        List<Prefix> exempt,
        Set<String> special) {

    /** A policy that denies public addresses alone. */
    public BlockPolicy(
            List<String> include, List<String> exclude, Strategy strategy, Set<Family> families, List<Prefix> exempt) {
        this(include, exclude, strategy, families, exempt, Set.of());
    }

    public BlockPolicy {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        // EnumSet.copyOf refuses an empty set, but not an empty EnumSet; without families nothing would be denied.
        if (families.isEmpty()) {
            throw new IllegalArgumentException("no address family to block in");
        }
        families = Collections.unmodifiableSet(EnumSet.copyOf(families));
        exempt = exempt.stream().distinct().sorted().toList();
        special = include.stream().filter(special::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** The same block by another strategy. */
    public BlockPolicy with(Strategy other) {
        return new BlockPolicy(include, exclude, other, families, exempt, special);
    }

    /** Whether addresses of a list and a family are what is blocked. */
    public boolean blocks(String list, Family family) {
        return include.contains(list) && families.contains(family);
    }

    /** The same block, with lists whose addresses are denied even where they are not public. */
    public BlockPolicy withSpecial(Set<String> names) {
        return new BlockPolicy(include, exclude, strategy, families, exempt, names);
    }

    /**
     * The named lists in their roles; a name without a list is left out. What is to be blocked loses the addresses that are
     * not public, unless its name is among {@link #special}.
     */
    public Selection select(Map<String, PrefixList> lists) {
        List<PrefixList> included = named(include, lists).stream()
                .map(list -> special.contains(list.name()) ? list : SpecialAddresses.without(list))
                .toList();
        return new Selection(included, named(exclude, lists));
    }

    /** What the strategy makes of a selection, in the families asked for. */
    public Blocked block(Selection selection) {
        IpSet wanted = inFamilies(strategy.addresses(selection)).minus(IpSet.of(exempt));
        List<Prefix> prefixes = strategy.prefixes(selection, IpSet.of(exempt)).stream()
                .filter(prefix -> families.contains(prefix.family()))
                .toList();
        return new Blocked(wanted, prefixes, inFamilies(selection.difference()));
    }

    /** The rules of a firewall, with those that the strategy makes of what is blocked. */
    public RuleList rules(Networks networks, Firewall firewall, Blocked blocked) {
        return RuleList.around(strategy.rules(blocked, networks, firewall), networks, firewall, families);
    }

    /** What each strategy would need, whichever is configured. */
    public List<RuleCount> ruleCounts(Selection selection) {
        return Arrays.stream(Strategy.values())
                .map(other -> with(other).ruleCount(selection))
                .toList();
    }

    private RuleCount ruleCount(Selection selection) {
        List<Rule> rules = strategy.rules(block(selection), Networks.NONE, Firewall.OPEN);
        return new RuleCount(strategy, count(rules, Family.IPV4), count(rules, Family.IPV6));
    }

    private static long count(List<Rule> rules, Family family) {
        return rules.stream()
                .flatMap(rule -> rule.decides().stream())
                .filter(prefix -> prefix.family() == family)
                .count();
    }

    private IpSet inFamilies(IpSet addresses) {
        return families.stream().map(addresses::only).reduce(IpSet.EMPTY, IpSet::union);
    }

    private static List<PrefixList> named(List<String> names, Map<String, PrefixList> lists) {
        return names.stream().filter(lists::containsKey).map(lists::get).toList();
    }
}
