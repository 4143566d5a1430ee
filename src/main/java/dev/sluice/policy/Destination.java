package dev.sluice.policy;

import dev.sluice.ranges.Prefix;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        // What OVN-Kubernetes takes in a label where the feature gate DNSNameResolver is on (go-controller/pkg/util).
        private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?");

        /** RFC 1035, section 2.3.4, without the root's own octets. */
        private static final int LONGEST = 253;

        public DnsName {
            if (!SHAPE.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not a DNS name: no cluster takes it");
            }
            if (NUMERIC.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is not a DNS name: write an address as cidr");
            }
        }

        /** Whether it stands for many names, which OVN-Kubernetes takes only with the feature gate DNSNameResolver. */
        public boolean isWildcard() {
            return name.startsWith("*.");
        }

        /**
         * Why no cluster ever resolves it, in words that follow the name: the CRD takes it, and OVN-Kubernetes refuses it
         * with the feature gate DNSNameResolver and never resolves it without. Empty for a name that can be resolved.
         */
        public Optional<String> flaw() {
            String host = (isWildcard() ? name.substring(2) : name).replaceFirst("\\.$", "");
            List<String> labels = List.of(host.split("\\.", -1));
            Optional<String> illFormed = labels.stream()
                    .filter(label -> !LABEL.matcher(label).matches())
                    .findFirst()
                    .map(label -> "has the ill-formed label '" + label + "'");
            if (illFormed.isPresent() || labels.size() > 1 && host.length() <= LONGEST) {
                return illFormed;
            }
            return Optional.of(
                    labels.size() == 1 ? "has one label alone" : "is longer than " + LONGEST + " characters");
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
