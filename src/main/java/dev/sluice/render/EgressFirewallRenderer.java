package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;

import dev.sluice.manifest.EgressFirewallCodec;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.policy.RuleList;
import java.util.stream.Stream;

/** The EgressFirewall of each target namespace; its name is {@code default}, since a namespace has only one. */
final class EgressFirewallRenderer implements ObjectRenderer {

    private final EgressFirewallCodec codec;

    EgressFirewallRenderer(EgressFirewallCodec codec) {
        this.codec = codec;
    }

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.targets().stream()
                .map(Target::namespace)
                .map(namespace -> manifest(namespace, decided.firewalls().get(namespace)));
    }

    private Manifest manifest(String namespace, RuleList rules) {
        return Manifest.namespaced(ObjectKind.EGRESS_FIREWALL, namespace, "default", Wave.FIREWALLS, SERVER_SIDE_APPLY)
                .endingIn(codec.write(rules));
    }
}
