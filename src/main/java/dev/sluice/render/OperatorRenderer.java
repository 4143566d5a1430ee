package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.NEVER_PRUNE;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The OperatorGroups and Subscriptions that install Loki Operator and Network Observability from OperatorHub; never pruned,
 * since others may use the operator by then.
 */
final class OperatorRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return Operator.declaredFor(cluster).flatMap(operator -> manifests(operator, cluster.installation(operator)));
    }

    private static Stream<Manifest> manifests(Operator operator, Installation installation) {
        return Stream.concat(
                installation.operatorGroup() ? Stream.of(group(operator)) : Stream.empty(),
                installation.subscription() ? Stream.of(subscription(operator, installation)) : Stream.empty());
    }

    private static Manifest group(Operator operator) {
        // Both operators install for all namespaces only: no targetNamespaces.
        return Manifest.namespaced(
                        ObjectKind.OPERATOR_GROUP,
                        operator.namespace(),
                        operator.operatorGroup().name(),
                        Wave.OPERATOR_GROUPS,
                        NEVER_PRUNE)
                .with("spec", Map.of());
    }

    private static Manifest subscription(Operator operator, Installation installation) {
        Fields spec = Fields.of("channel", installation.channel())
                .and("installPlanApproval", installation.approval().word())
                .and("name", operator.packageName())
                .and("source", installation.source())
                .and("sourceNamespace", installation.sourceNamespace());
        return Manifest.namespaced(
                        ObjectKind.SUBSCRIPTION,
                        operator.namespace(),
                        operator.subscription().name(),
                        Wave.OPERATORS,
                        NEVER_PRUNE)
                .with("spec", spec.map());
    }
}
