package dev.sluice.manifest;

import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule as an item of {@code spec.egress}, from its dash to the end of its last line. Each item begins in the same
 * column, whatever comes before and after it, so that the texts of rules one after the other are the text of all.
 */
final class RuleText {

    /** What comes before the first rule of a manifest that has one. */
    static final String SPEC = "spec:\n  egress:\n";

    /** The spec of a firewall without rules. */
    static final String NONE = "spec:\n  egress: []\n";

    private static final String BEGINNING = "    - ";

    private static final String FRAME = """
            apiVersion: k8s.ovn.org/v1
            kind: EgressFirewall
            metadata:
              name: default
              namespace: any
            """ + SPEC;

    private RuleText() {}

    static String write(Rule rule) {
        Map<String, Object> spec = Fields.of("egress", List.of(fields(rule))).map();
        return Yaml.write(Fields.of("spec", spec).map()).substring(SPEC.length());
    }

    /** Empty where the text is not one rule in plain ASCII, or one that can be read only with what surrounds it. */
    static Optional<Rule> read(String text) {
        if (!text.startsWith(BEGINNING) || !isPlain(text)) {
            return Optional.empty();
        }
        try {
            List<Rule> read = ParsedFirewall.parse(FRAME + text).rules();
            return read.size() == 1 ? Optional.of(read.getFirst()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether these are lines of printable ASCII, of which none can be a document's mark or a directive. */
    static boolean isPlain(String text) {
        boolean begins = true;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            boolean fits = at == '\n' || (begins ? isBeginning(at) : at >= ' ' && at <= '~');
            if (!fits) {
                return false;
            }
            begins = at == '\n';
        }
        return begins;
    }

    private static boolean isBeginning(char at) {
        return at >= 'A' && at <= 'Z' || at >= 'a' && at <= 'z' || at == '#' || at == ' ';
    }

    private static Map<String, Object> fields(Rule rule) {
        Fields fields = Fields.of("type", rule.action().toString())
                .and("to", destination(rule.to()).map());
        if (!rule.ports().isEmpty()) {
            fields.and("ports", rule.ports().stream().map(RuleText::port).toList());
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
