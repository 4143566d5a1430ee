package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.Rule;
import dev.sluice.policy.certificate.PublishedPolicy.PublishedFirewall;
import dev.sluice.policy.certificate.PublishedPolicy.PublishedStrategy;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code policy.txt} line by line; a line that it does not understand refuses the whole. */
final class PolicyReader {

    /** A feed's name becomes a file's: it must not lead out of the folder. */
    private static final Pattern FEED = Pattern.compile("[a-z0-9][-a-z0-9]*");

    private static final Set<String> NETWORKS = Set.of("machine", "service", "pod", "api", "node", "join", "transit");

    private final List<String> include = new ArrayList<>();
    private final List<String> exclude = new ArrayList<>();
    private final Set<String> special = new HashSet<>();
    private final List<PublishedStrategy> strategies = new ArrayList<>();
    private final Set<Family> families = EnumSet.noneOf(Family.class);
    private final List<Prefix> exempt = new ArrayList<>();
    private final List<Prefix> networks = new ArrayList<>();
    private final List<Rule> nodes = new ArrayList<>();
    private final Map<String, Action> otherwise = new TreeMap<>();
    private final Map<String, List<Rule>> before = new HashMap<>();
    private final Map<String, List<Rule>> after = new HashMap<>();

    private PolicyReader() {}

    /** @throws IllegalArgumentException naming the line that cannot be read, or what is missing */
    static PublishedPolicy read(String text) {
        PolicyReader reader = new PolicyReader();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                reader.line(lines.get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return reader.policy();
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            return;
        }
        List<String> words = List.of(line.split(" ", -1));
        switch (words.getFirst()) {
            case "include" -> include.add(feed(words));
            case "exclude" -> exclude.add(feed(words));
            case "allow-special" -> special.add(feed(words));
            case "strategy" -> strategies.add(strategy(words));
            case "family" -> families.add(family(words));
            case "exempt" -> exempt.add(Prefix.parse(exactly(2, words).get(1)));
            case "network" -> network(words);
            case "firewall" -> firewall(words);
            case "before" -> rule(before, words);
            case "after" -> rule(after, words);
            default -> throw unknown(words);
        }
    }

    private static String feed(List<String> words) {
        String name = exactly(2, words).get(1);
        if (!FEED.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a name for a feed");
        }
        return name;
    }

    private static PublishedStrategy strategy(List<String> words) {
        return switch (exactly(2, words).get(1)) {
            case "exact", "compact" -> PublishedStrategy.EXACT; // the same addresses, however they are written
            case "prefix-filter" -> PublishedStrategy.PREFIX_FILTER;
            default -> throw unknown(words);
        };
    }

    private static Family family(List<String> words) {
        return switch (exactly(2, words).get(1)) {
            case "ipv4" -> Family.IPV4;
            case "ipv6" -> Family.IPV6;
            default -> throw unknown(words);
        };
    }

    /** By addresses, or as nodes by their labels, as a rule has them. */
    private void network(List<String> words) {
        String kind = exactly(3, words).get(1);
        if (kind.equals("nodes")) {
            nodes.add(RuleWords.read(List.of(Action.ALLOW.toString(), kind, words.get(2))));
        } else if (NETWORKS.contains(kind)) {
            networks.add(Prefix.parse(words.get(2)));
        } else {
            throw unknown(words);
        }
    }

    private void firewall(List<String> words) {
        if (!exactly(4, words).get(2).equals("otherwise")) {
            throw unknown(words);
        }
        String namespace = words.get(1);
        if (otherwise.putIfAbsent(namespace, Action.parse(words.get(3))) != null) {
            throw new IllegalArgumentException("a second firewall for '" + namespace + "'");
        }
        before.put(namespace, new ArrayList<>());
        after.put(namespace, new ArrayList<>());
    }

    private static void rule(Map<String, List<Rule>> rules, List<String> words) {
        if (words.size() < 2 || !rules.containsKey(words.get(1))) {
            throw new IllegalArgumentException("no firewall above that has " + text(words));
        }
        rules.get(words.get(1)).add(RuleWords.read(words.subList(2, words.size())));
    }

    private PublishedPolicy policy() {
        if (include.isEmpty() || strategies.size() != 1 || families.isEmpty()) {
            throw new IllegalArgumentException("it must hold an include, a family and one strategy");
        }
        if (!include.containsAll(special)) {
            throw new IllegalArgumentException("allow-special names a feed that is not included");
        }
        SortedMap<String, PublishedFirewall> firewalls = new TreeMap<>();
        otherwise.forEach((namespace, action) ->
                firewalls.put(namespace, new PublishedFirewall(before.get(namespace), after.get(namespace), action)));
        return new PublishedPolicy(
                include, exclude, special, strategies.getFirst(), families, exempt, nodes, networks, firewalls);
    }

    private static List<String> exactly(int count, List<String> words) {
        if (words.size() != count) {
            throw unknown(words);
        }
        return words;
    }

    private static IllegalArgumentException unknown(List<String> words) {
        return new IllegalArgumentException("cannot read " + text(words));
    }

    private static String text(List<String> words) {
        return "'" + String.join(" ", words) + "'";
    }
}
