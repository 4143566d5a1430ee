package dev.sluice.render;

import java.util.Map;
import java.util.stream.Stream;

/** The OperatorGroups and Subscriptions that install Loki Operator and Network Observability from OperatorHub. */
final class Operators implements Kind {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return Operator.neededBy(cluster).flatMap(operator -> Stream.of(group(operator), subscription(operator)));
    }

    private static Manifest group(Operator operator) {
        // Both operators install for all namespaces only: no targetNamespaces.
        return Manifest.namespaced(
                        "operators.coreos.com/v1",
                        "OperatorGroup",
                        operator.namespace(),
                        operator.namespace(),
                        Wave.OPERATOR_GROUPS)
                .with("spec", Map.of());
    }

    private static Manifest subscription(Operator operator) {
        Fields spec = Fields.of("channel", operator.channel())
                .and("installPlanApproval", "Automatic")
                .and("name", operator.packageName())
                .and("source", "redhat-operators")
                .and("sourceNamespace", "openshift-marketplace");
        return Manifest.namespaced(
                        "operators.coreos.com/v1alpha1",
                        "Subscription",
                        operator.namespace(),
                        operator.packageName(),
                        Wave.OPERATORS)
                .with("spec", spec.map());
    }
}
