package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code policy.txt} says, read without the code that wrote it.
 *
 * @param include names of the lists that are blocked
 * @param exclude names of the lists that are left alone
 * @param special names of included lists that are blocked even where their addresses are not public
 * @param nodes rules that allow the cluster's nodes by their labels
 * @param networks of the cluster, of every kind
 * @param firewalls by namespace
 */
record PublishedPolicy(
        List<String> include,
        List<String> exclude,
        Set<String> special,
        PublishedStrategy strategy,
        Set<Family> families,
        List<Prefix> exempt,
        List<Rule> nodes,
        List<Prefix> networks,
        SortedMap<String, PublishedFirewall> firewalls) {

    /** How the blocked addresses follow from the lists. */
    enum PublishedStrategy {
        EXACT,
        PREFIX_FILTER
    }

    /** What one namespace asks for beyond that. */
    record PublishedFirewall(List<Rule> before, List<Rule> after, Action otherwise) {

        PublishedFirewall {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    PublishedPolicy {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        special = Set.copyOf(special);
        families = Set.copyOf(families);
        exempt = List.copyOf(exempt);
        nodes = List.copyOf(nodes);
        networks = List.copyOf(networks);
        firewalls = Collections.unmodifiableSortedMap(new TreeMap<>(firewalls));
    }
}
