package dev.sluice.render;

import dev.sluice.manifest.Fields;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.ranges.Address;
import java.util.stream.Stream;

/** The EgressIPs; OVN-Kubernetes owns their status and mark, so neither is declared. */
final class EgressIpRenderer implements ObjectRenderer {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.egressIps().stream().map(EgressIpRenderer::manifest);
    }

    private static Manifest manifest(EgressIp ip) {
        Fields spec = Fields.of(
                        "egressIPs",
                        ip.addresses().stream().map(Address::toString).toList())
                .and(
                        "namespaceSelector",
                        Fields.of("matchLabels", ip.namespaceLabels()).map());
        return Manifest.clusterScoped(ObjectKind.EGRESS_IP, ip.name(), Wave.EGRESS_IPS)
                .with("spec", spec.map());
    }
}
