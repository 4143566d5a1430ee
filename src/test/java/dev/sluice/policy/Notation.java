package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.PrefixList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short ways to write prefixes, lists and rules; a rule is written as it prints itself. */
public final class Notation {

    private Notation() {}

    static List<Prefix> prefixes(String... cidrs) {
        return Arrays.stream(cidrs).map(Prefix::parse).toList();
    }

    public static IpSet addresses(String... cidrs) {
        return IpSet.of(prefixes(cidrs));
    }

    static PrefixList list(String name, String... cidrs) {
        return PrefixList.of(name, prefixes(cidrs));
    }

    public static List<Rule> rules(String... texts) {
        return Arrays.stream(texts).map(Notation::rule).toList();
    }

    static Rule rule(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        Action action = Action.parse(words.removeFirst());
        Destination to = destination(words);
        return new Rule(action, to, words.stream().map(Notation::port).toList());
    }

    private static Destination destination(List<String> words) {
        String first = words.removeFirst();
        return switch (first) {
            case "dns" -> new Destination.DnsName(words.removeFirst());
            case "nodes" -> new Destination.Nodes(labels(words.removeFirst()));
            default -> new Destination.Cidr(Prefix.parse(first));
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : text.split(",")) {
            String[] sides = label.split("=", -1);
            labels.put(sides[0], sides[1]);
        }
        return labels;
    }

    private static Port port(String text) {
        String[] sides = text.split("/");
        return new Port(Port.Protocol.valueOf(sides[0]), Integer.parseInt(sides[1]));
    }
}
