package dev.sluice.manifest;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An EgressFirewall as it is read back from its manifest.
 *
 * <p>Reading is stricter than the CRD, which takes almost anything: what OVN-Kubernetes would drop, ignore or refuse is
 * an error here.
 */
public record ParsedFirewall(String namespace, List<Rule> rules) {

    // Kubernetes says more about labels; no comma and no equals sign keep the text of a selector unambiguous.
    private static final Pattern LABEL =
            Pattern.compile("([a-z0-9][-a-z0-9.]*/)?[A-Za-z0-9][-A-Za-z0-9_.]*=([A-Za-z0-9][-A-Za-z0-9_.]*)?");

    public ParsedFirewall {
        rules = List.copyOf(rules);
    }

    /** @throws IllegalArgumentException saying which part of the text is not as it should be */
    public static ParsedFirewall parse(String text) {
        return of(Yaml.read(text));
    }

    /**
     * Every EgressFirewall that a text declares, be it one of several documents or an item of a list.
     *
     * @return empty for a text that declares other objects alone
     * @throws IllegalArgumentException if the text is not YAML, or saying which part of a firewall is not as it should be
     */
    public static List<ParsedFirewall> among(String text) {
        return Yaml.readAll(text).stream()
                .flatMap(ParsedFirewall::objects)
                .filter(ParsedFirewall::isFirewall)
                .map(ParsedFirewall::of)
                .toList();
    }

    /** An object, and what it holds where it is a list of objects. */
    private static Stream<Map<?, ?>> objects(Map<?, ?> document) {
        List<?> items = document.get("items") instanceof List<?> list ? list : List.of();
        return Stream.concat(Stream.of(document), items.stream().flatMap(ParsedFirewall::item));
    }

    private static Stream<Map<?, ?>> item(Object item) {
        if (!(item instanceof Map<?, ?> object)) {
            return Stream.empty();
        }
        if (object.containsKey("items") && object.get("kind") instanceof String kind && kind.endsWith("List")) {
            throw new IllegalArgumentException("a list of lists of objects");
        }
        return Stream.of(object);
    }

    private static boolean isFirewall(Map<?, ?> object) {
        Object kind = object.get("kind");
        if (kind != null && !(kind instanceof String)) { // a template, or a tag that another reader takes for text
            throw new IllegalArgumentException("kind is not a string");
        }
        return "EgressFirewall".equals(kind);
    }

    private static ParsedFirewall of(Map<?, ?> document) {
        onlyFields(document, Set.of("apiVersion", "kind", "metadata", "spec"));
        require(document, "apiVersion", "k8s.ovn.org/v1");
        require(document, "kind", "EgressFirewall");
        Map<?, ?> metadata = mapping(document, "metadata");
        require(metadata, "name", "default");
        Map<?, ?> spec = mapping(document, "spec");
        onlyFields(spec, Set.of("egress"));
        List<Rule> rules = new ArrayList<>();
        for (Object egress : list(spec, "egress")) {
            rules.add(rule(rules.size(), egress));
        }
        return new ParsedFirewall(string(metadata, "namespace"), rules);
    }

    private static Rule rule(int index, Object egress) {
        try {
            if (!(egress instanceof Map<?, ?> fields)) {
                throw new IllegalArgumentException("not a mapping");
            }
            onlyFields(fields, Set.of("type", "to", "ports"));
            List<Port> ports = fields.containsKey("ports")
                    ? list(fields, "ports").stream().map(ParsedFirewall::port).toList()
                    : List.of();
            return new Rule(Action.parse(string(fields, "type")), destination(mapping(fields, "to")), ports);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("spec.egress[" + index + "]: " + e.getMessage(), e);
        }
    }

    private static Destination destination(Map<?, ?> to) {
        if (to.size() != 1) {
            throw new IllegalArgumentException("to must hold exactly one selector, found " + to.keySet());
        }
        String selector = String.valueOf(to.keySet().iterator().next());
        return switch (selector) {
            case "cidrSelector" -> new Destination.Cidr(Prefix.parse(string(to, selector)));
            case "dnsName" -> new Destination.DnsName(string(to, selector));
            case "nodeSelector" -> new Destination.Nodes(labels(mapping(to, selector)));
            default -> throw new IllegalArgumentException("unknown selector '" + selector + "'");
        };
    }

    private static Map<String, String> labels(Map<?, ?> selector) {
        onlyFields(selector, Set.of("matchLabels"));
        Map<String, String> labels = new TreeMap<>();
        Map<?, ?> matchLabels = mapping(selector, "matchLabels");
        for (Object label : matchLabels.keySet()) {
            if (!(label instanceof String name)) {
                throw new IllegalArgumentException("'" + label + "' is not a string");
            }
            String value = string(matchLabels, name);
            if (!LABEL.matcher(name + "=" + value).matches()) {
                throw new IllegalArgumentException("'" + name + "=" + value + "' is not a label");
            }
            labels.put(name, value);
        }
        return labels;
    }

    private static Port port(Object port) {
        if (port instanceof Map<?, ?> fields && fields.get("port") instanceof Integer number) {
            onlyFields(fields, Set.of("protocol", "port"));
            return new Port(protocol(string(fields, "protocol")), number);
        }
        throw new IllegalArgumentException("'" + port + "' is not a port with a protocol");
    }

    private static Port.Protocol protocol(String text) {
        Port.Protocol protocol = Port.Protocol.parse(text);
        if (!protocol.name().equals(text)) { // a configuration may say tcp, a manifest may not
            throw new IllegalArgumentException("'" + text + "' is not TCP, UDP or SCTP");
        }
        return protocol;
    }

    private static void onlyFields(Map<?, ?> fields, Set<String> known) {
        for (Object field : fields.keySet()) {
            if (!(field instanceof String name && known.contains(name))) {
                throw new IllegalArgumentException("unknown field '" + field + "'");
            }
        }
    }

    private static void require(Map<?, ?> fields, String field, String value) {
        if (!value.equals(fields.get(field))) {
            throw new IllegalArgumentException(field + " is '" + fields.get(field) + "', not '" + value + "'");
        }
    }

    private static Map<?, ?> mapping(Map<?, ?> fields, String field) {
        if (fields.get(field) instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new IllegalArgumentException("'" + field + "' is not a mapping");
    }

    private static List<?> list(Map<?, ?> fields, String field) {
        if (fields.get(field) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("'" + field + "' is not a list");
    }

    private static String string(Map<?, ?> fields, String field) {
        if (fields.get(field) instanceof String string) {
            return string;
        }
        throw new IllegalArgumentException("'" + field + "' is not a string");
    }
}
