package dev.sluice.render;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.ObjectRef;
import dev.sluice.manifest.Yaml;
import dev.sluice.policy.LruMemo;
import dev.sluice.policy.Meaning;
import dev.sluice.policy.OrderedRules;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether a published manifest and a new one mean the same, so that the published bytes can stay: any change of an
 * EgressFirewall makes OVN-Kubernetes redo all its ACLs.
 *
 * <p>Not thread-safe.
 *
 * <p>For an EgressFirewall the order and split of rules may differ where no verdict does; for a FlowCollector the order
 * and split of the labelled prefixes. Everything else must be equal.
 */
public final class SameMeaning {

    private final EgressFirewallCodec reader;
    private final LruMemo<List<Rule>, Meaning> meanings =
            new LruMemo<>(500, rules -> OrderedRules.of(rules).meaning());

    public SameMeaning(EgressFirewallCodec reader) {
        this.reader = reader;
    }

    /** Whether both texts declare the same; false for a kind that has no such latitude or a text that cannot be read. */
    public boolean of(String published, String rendered) {
        Optional<EgressFirewallCodec.Shaped> one = reader.shaped(published);
        Optional<EgressFirewallCodec.Shaped> other = reader.shaped(rendered);
        return one.isPresent() && other.isPresent() ? isSame(one.get(), other.get()) : isSame(published, rendered);
    }

    /**
     * Whether both texts declare the same object but for annotations that steer Argo CD; false for a text that cannot be
     * read.
     */
    public static boolean isSameObject(String published, String rendered) {
        try {
            return published.equals(rendered) || declared(Yaml.read(published)).equals(declared(Yaml.read(rendered)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A document without annotations of Argo CD's. */
    private static Map<Object, Object> declared(Map<?, ?> document) {
        Map<Object, Object> rest = without(document, "metadata", "annotations");
        if (document.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("annotations") instanceof Map<?, ?> annotations) {
            Map<Object, Object> others = new LinkedHashMap<>(annotations);
            others.keySet().removeIf(name -> String.valueOf(name).startsWith("argocd.argoproj.io/"));
            rest.put("annotations of others", others);
        }
        return rest;
    }

    private boolean isSame(EgressFirewallCodec.Shaped one, EgressFirewallCodec.Shaped other) {
        return one.beginning().document().equals(other.beginning().document())
                && meanings.to(one.rules()).equals(meanings.to(other.rules()));
    }

    private boolean isSame(String published, String rendered) {
        try {
            Map<?, ?> before = Yaml.read(published);
            Map<?, ?> after = Yaml.read(rendered);
            return switch (ObjectRef.of(after).kind()) {
                case EGRESS_FIREWALL ->
                    meanings.to(reader.parse(published).rules())
                                    .equals(meanings.to(reader.parse(rendered).rules()))
                            && without(before, "spec", "egress").equals(without(after, "spec", "egress"));
                case FLOW_COLLECTOR -> {
                    String[] labels = {"spec", "processor", "subnetLabels", "customLabels"};
                    yield labels(before, labels).equals(labels(after, labels))
                            && without(before, labels).equals(without(after, labels));
                }
                default -> false;
            };
        } catch (IllegalArgumentException e) {
            return false; // the published text is unreadable: the new one replaces it
        }
    }

    /** The document without what is at a path. */
    private static Map<Object, Object> without(Map<?, ?> document, String... path) {
        Map<Object, Object> copy = new LinkedHashMap<>(document);
        if (path.length == 1) {
            copy.remove(path[0]);
        } else if (copy.get(path[0]) instanceof Map<?, ?> inner) {
            String[] rest = Arrays.copyOfRange(path, 1, path.length);
            copy.put(path[0], without(inner, rest));
        }
        return copy;
    }

    /** A label's prefixes as a set, and what else it says. */
    private record CidrLabel(Map<Object, Object> rest, IpSet addresses) {}

    private static List<CidrLabel> labels(Map<?, ?> document, String... path) {
        Object at = document;
        for (String field : path) {
            at = at instanceof Map<?, ?> fields ? fields.get(field) : null;
        }
        List<CidrLabel> labels = new ArrayList<>();
        if (at instanceof List<?> list) {
            list.forEach(item -> labels.add(label(item)));
        }
        return labels;
    }

    private static CidrLabel label(Object item) {
        if (item instanceof Map<?, ?> fields && fields.get("cidrs") instanceof List<?> cidrs) {
            List<Prefix> prefixes = cidrs.stream()
                    .map(cidr -> Prefix.parse(String.valueOf(cidr)))
                    .toList();
            return new CidrLabel(without(fields, "cidrs"), IpSet.of(prefixes));
        }
        throw new IllegalArgumentException("not a label with prefixes: " + item);
    }
}
