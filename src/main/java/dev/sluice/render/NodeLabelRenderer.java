package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.NEVER_DELETE;
import static dev.sluice.render.Manifest.SyncOption.NEVER_PRUNE;
import static dev.sluice.render.Manifest.SyncOption.NO_VALIDATION;
import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;

import dev.sluice.manifest.ObjectKind;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The label that lets a node host egress addresses, as a Node of which nothing else is declared: Argo CD merges it and
 * must neither prune nor delete the Node.
 */
final class NodeLabelRenderer implements ObjectRenderer {

    private static final Map<String, String> ASSIGNABLE = Map.of("k8s.ovn.org/egress-assignable", "");

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.egressNodes().stream().map(node -> Manifest.clusterScoped(
                        ObjectKind.NODE,
                        node,
                        Wave.NODE_LABELS,
                        SERVER_SIDE_APPLY,
                        NO_VALIDATION,
                        NEVER_PRUNE,
                        NEVER_DELETE)
                .withLabels(ASSIGNABLE));
    }
}
