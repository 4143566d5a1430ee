package dev.sluice.manifest;

import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The specs of many EgressFirewalls as text. Equal rule lists are rendered once, and so are equal rules in different lists:
 * a text is a list of parts that others share, so that a fleet's firewalls take the memory of one, and some references.
 *
 * <p>Not thread-safe.
 */
public final class RuleTexts {

    private static final String START = "spec:\n  egress:\n";

    private final Map<RuleList, List<String>> specs = new HashMap<>();
    private final Map<Rule, String> rules = new HashMap<>();

    /** A firewall's text from {@code spec} on; in parts, which make the text one after the other. */
    public List<String> spec(RuleList list) {
        return specs.computeIfAbsent(list, this::render);
    }

    private List<String> render(RuleList list) {
        if (list.rules().isEmpty()) {
            return List.of(spec(List.of()));
        }
        List<String> parts = new ArrayList<>(list.size() + 1);
        parts.add(START);
        list.rules().forEach(rule -> parts.add(rules.computeIfAbsent(rule, RuleTexts::render)));
        return List.copyOf(parts);
    }

    /** Items of a list stand below each other, whatever stands beside them: one by one they make the same text. */
    private static String render(Rule rule) {
        return spec(List.of(fields(rule))).substring(START.length());
    }

    private static String spec(List<Map<String, Object>> egress) {
        return Yaml.write(Fields.of("spec", Fields.of("egress", egress).map()).map());
    }

    private static Map<String, Object> fields(Rule rule) {
        Fields fields = Fields.of("type", rule.action().toString())
                .and("to", destination(rule.to()).map());
        if (!rule.ports().isEmpty()) {
            fields.and("ports", rule.ports().stream().map(RuleTexts::port).toList());
        }
        return fields.map();
    }

    private static Fields destination(Destination to) {
        return switch (to) {
            case Destination.Cidr cidr ->
                Fields.of("cidrSelector", cidr.prefix().toString());
            case Destination.DnsName dns -> Fields.of("dnsName", dns.name());
            case Destination.Nodes nodes ->
                Fields.of(
                        "nodeSelector", Fields.of("matchLabels", nodes.labels()).map());
        };
    }

    private static Map<String, Object> port(Port port) {
        return Fields.of("protocol", port.protocol().name())
                .and("port", port.number())
                .map();
    }
}
