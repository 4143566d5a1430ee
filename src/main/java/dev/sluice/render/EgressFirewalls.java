package dev.sluice.render;

import static dev.sluice.render.Manifest.SyncOption.SERVER_SIDE_APPLY;

import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.RuleList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The EgressFirewall of each target namespace; its name is {@code default}, since a namespace has only one. */
final class EgressFirewalls implements Kind {

    @Override
    public Stream<Manifest> manifests(Cluster cluster, Decided decided) {
        return cluster.targets().stream()
                .map(Target::namespace)
                .map(namespace -> manifest(namespace, decided.firewalls().get(namespace)));
    }

    private static Manifest manifest(String namespace, RuleList rules) {
        List<Map<String, Object>> egress =
                rules.rules().stream().map(EgressFirewalls::rule).toList();
        return Manifest.namespaced(
                        "k8s.ovn.org/v1", "EgressFirewall", namespace, "default", Wave.EGRESS, SERVER_SIDE_APPLY)
                .with("spec", Fields.of("egress", egress).map());
    }

    private static Map<String, Object> rule(Rule rule) {
        Fields fields = Fields.of("type", rule.action().toString())
                .and("to", destination(rule.to()).map());
        if (!rule.ports().isEmpty()) {
            fields.and("ports", rule.ports().stream().map(EgressFirewalls::port).toList());
        }
        return fields.map();
    }

    private static Fields destination(Destination to) {
        return switch (to) {
            case Destination.Cidr cidr ->
                Fields.of("cidrSelector", cidr.prefix().toString());
            case Destination.DnsName dns -> Fields.of("dnsName", dns.name());
            case Destination.Nodes nodes ->
                Fields.of(
                        "nodeSelector", Fields.of("matchLabels", nodes.labels()).map());
        };
    }

    private static Map<String, Object> port(Port port) {
        return Fields.of("protocol", port.protocol().name())
                .and("port", port.number())
                .map();
    }
}
