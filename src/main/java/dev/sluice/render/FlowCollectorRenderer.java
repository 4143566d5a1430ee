package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;
import static dev.sluice.render.Manifest.SyncOption.SKIP_DRY_RUN;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.policy.Blocked;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The FlowCollector, with the denied prefixes as a subnet label. Only the object named {@code cluster} counts, and what
 * the operator defaults differently between releases is said explicitly.
 */
final class FlowCollectorRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.flowCollector().stream().map(flows -> manifest(flows, cluster.loki(), decided.blocked()));
    }

    private static Manifest manifest(FlowCollector flows, Optional<LokiStack> loki, Blocked blocked) {
        Fields spec = Fields.of("namespace", flows.namespace())
                .and("deploymentModel", flows.deploymentModel())
                .and("agent", agent(flows).map())
                .and("loki", loki(loki).map())
                .and(
                        "processor",
                        Fields.of("subnetLabels", labels(flows, blocked).map()).map());
        return Manifest.clusterScoped(ObjectKind.FLOW_COLLECTOR, "cluster", Wave.FLOWS, SERVER_SIDE_APPLY, SKIP_DRY_RUN)
                .with("spec", spec.map());
    }

    private static Fields agent(FlowCollector flows) {
        Fields ebpf = Fields.of("sampling", flows.sampling())
                .and("privileged", flows.privileged())
                .and("features", flows.features());
        return Fields.of("type", "eBPF").and("ebpf", ebpf.map());
    }

    private static Fields loki(Optional<LokiStack> loki) {
        return loki.map(stack -> Fields.of("name", stack.name()).and("namespace", stack.namespace()))
                .map(reference ->
                        Fields.of("enable", true).and("mode", "LokiStack").and("lokiStack", reference.map()))
                .orElseGet(() -> Fields.of("enable", false));
    }

    private static Fields labels(FlowCollector flows, Blocked blocked) {
        Fields label = Fields.of("name", flows.label())
                .and("cidrs", blocked.prefixes().stream().map(Prefix::toString).toList());
        return Fields.of("openShiftAutoDetect", true).and("customLabels", List.of(label.map()));
    }
}
