package dev.sluice.policy;

import dev.sluice.ranges.Prefix;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the traffic that a rule matches goes to: the three selectors of an EgressFirewall rule. */
public sealed interface Destination {

    /** Every address of a prefix. */
    record Cidr(Prefix prefix) implements Destination {
        @Override
        public String toString() {
            return prefix.toString();
        }
    }

    /** What a DNS name resolves to at the moment; {@code *.} in front stands for exactly one label. */
    record DnsName(String name) implements Destination {

        // The pattern of the EgressFirewall CRD.
        private static final Pattern SHAPE = Pattern.compile("(\\*\\.)?([A-Za-z0-9-]+\\.)*[A-Za-z0-9-]+\\.?");

        // No top-level domain is a number (RFC 3696, section 2): the CRD takes 8.8.8.8, but the rule would never match.
        private static final Pattern NUMERIC = Pattern.compile("(.*\\.)?[0-9]+\\.?");

        public DnsName {
            if (!SHAPE.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not a DNS name");
            }
            if (NUMERIC.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not a DNS name: write an address as cidr");
            }
        }

        @Override
        public String toString() {
            return "dns " + name;
        }
    }

    /** The addresses of the nodes that carry all of these labels. */
    record Nodes(Map<String, String> labels) implements Destination {

        public Nodes {
            if (labels.isEmpty()) {
                throw new IllegalArgumentException("a node selector without labels would select every node");
            }
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        @Override
        public String toString() {
            return labels.entrySet().stream()
                    .map(label -> label.getKey() + "=" + label.getValue())
                    .collect(Collectors.joining(",", "nodes ", ""));
        }
    }
}
