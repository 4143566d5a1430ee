package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.NEVER_DELETE;
import static dev.sluice.render.Manifest.SyncOption.NEVER_PRUNE;
import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;

import dev.sluice.manifest.ObjectKind;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Namespaces that other objects live in, with the labels that EgressIPs select; merged, never pruned or deleted.
 *
 * <p>A target namespace that another Application owns is left out, labels and all: two owners would fight over it. One
 * that both parts need belongs to the firewall's, and is in no other.
 */
final class NamespaceRenderer implements ObjectRenderer {

    private static final Map<String, String> MONITORED = Map.of("openshift.io/cluster-monitoring", "true");

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        Set<String> firewalled = firewalled(cluster);
        return labels(cluster).entrySet().stream().map(namespace -> Manifest.clusterScoped(
                        ObjectKind.NAMESPACE,
                        namespace.getKey(),
                        firewalled.contains(namespace.getKey()) ? Wave.NAMESPACES : Wave.OPERATOR_NAMESPACES,
                        SERVER_SIDE_APPLY,
                        NEVER_PRUNE,
                        NEVER_DELETE)
                .withLabels(namespace.getValue()));
    }

    /** Those that firewalls and EgressIPs apply to. */
    private static Set<String> firewalled(Cluster cluster) {
        return Stream.concat(
                        cluster.targets().stream().map(Target::namespace),
                        cluster.egressIps().stream().flatMap(ip -> ip.namespaces().stream()))
                .collect(Collectors.toSet());
    }

    private static SortedMap<String, Map<String, String>> labels(Cluster cluster) {
        SortedMap<String, Map<String, String>> labels = new TreeMap<>();
        Operator.declaredFor(cluster).forEach(operator -> add(labels, operator.namespace(), MONITORED));
        cluster.loki().ifPresent(loki -> add(labels, loki.namespace(), Map.of()));
        cluster.flowCollector().ifPresent(flows -> add(labels, flows.namespace(), Map.of()));
        cluster.targets().forEach(target -> add(labels, target.namespace(), Map.of()));
        cluster.egressIps()
                .forEach(ip -> ip.namespaces().forEach(namespace -> add(labels, namespace, ip.namespaceLabels())));
        cluster.targets().stream()
                .filter(target -> !target.manageNamespace())
                .forEach(target -> labels.remove(target.namespace()));
        return labels;
    }

    private static void add(Map<String, Map<String, String>> labels, String namespace, Map<String, String> more) {
        labels.computeIfAbsent(namespace, name -> new TreeMap<>()).putAll(more);
    }
}
