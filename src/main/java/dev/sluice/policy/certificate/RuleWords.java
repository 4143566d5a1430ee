package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/** Reads one of the user's rules, such as {@code Allow dns example.com TCP/443}. */
final class RuleWords {

    private RuleWords() {}

    /** @throws IllegalArgumentException if the words are no rule */
    static Rule read(List<String> words) {
        Iterator<String> rest = words.iterator();
        try {
            Action action = Action.parse(rest.next());
            Destination to = destination(rest);
            List<Port> ports = new ArrayList<>();
            rest.forEachRemaining(port -> ports.add(port(port)));
            return new Rule(action, to, ports);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException("a rule that ends too early: '" + String.join(" ", words) + "'", e);
        }
    }

    private static Destination destination(Iterator<String> rest) {
        String word = rest.next();
        return switch (word) {
            case "dns" -> new Destination.DnsName(rest.next());
            case "nodes" -> new Destination.Nodes(labels(rest.next()));
            default -> new Destination.Cidr(Prefix.parse(word));
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        for (String label : text.split(",", -1)) {
            String[] sides = label.split("=", -1);
            if (sides.length != 2 || labels.put(sides[0], sides[1]) != null) {
                throw new IllegalArgumentException("'" + text + "' are not labels");
            }
        }
        return labels;
    }

    private static Port port(String text) {
        String[] sides = text.split("/", -1);
        if (sides.length != 2 || !sides[1].matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is not a protocol and a port");
        }
        return new Port(Port.Protocol.parse(sides[0]), Integer.parseInt(sides[1]));
    }
}
