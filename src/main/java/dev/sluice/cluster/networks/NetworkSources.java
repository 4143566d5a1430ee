package dev.sluice.cluster.networks;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.JsonPath;
import dev.sluice.policy.NetworkKind;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster tells its networks, one question each. OpenShift's own kinds are read untyped: two questions do not
 * warrant the thousands of classes of its client's model.
 *
 * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/networking_operators/cluster-network-operator">OpenShift
 *     documentation, Cluster Network Operator</a>
 */
final class NetworkSources {

    private static final ResourceDefinitionContext CLUSTER_NETWORK = networks("config.openshift.io");
    private static final ResourceDefinitionContext OPERATOR_NETWORK = networks("operator.openshift.io");

    private static final Defaults JOIN = new Defaults(
            "internalJoinSubnet", "InternalSubnet", Prefix.parse("100.64.0.0/16"), Prefix.parse("fd98::/64"));
    private static final Defaults TRANSIT =
            new Defaults("internalTransitSwitchSubnet", "", Prefix.parse("100.88.0.0/16"), Prefix.parse("fd97::/64"));

    private final Access access;
    private final ClusterConnection link;

    /**
     * What holds where the operator's object names no subnet.
     *
     * @param field below {@code ipv4} and {@code ipv6}
     * @param olderSuffix of the name that older releases have, behind {@code v4} and {@code v6}; empty where they have none
     */
    private record Defaults(String field, String olderSuffix, Prefix ipv4, Prefix ipv6) {

        Prefix in(Family family) {
            return family == Family.IPV4 ? ipv4 : ipv6;
        }
    }

    /**
     * All nodes of a cluster.
     *
     * @param names ascending
     * @param networks reads their addresses; throws {@link IllegalArgumentException} at one that is none
     */
    record FoundNodes(List<String> names, Supplier<Map<NetworkKind, List<Prefix>>> networks) {}

    NetworkSources(Access access, ClusterConnection link) {
        this.access = access;
        this.link = link;
    }

    Answer<Map<NetworkKind, List<Prefix>>> podsAndServices() {
        return ask("Network cluster of config.openshift.io", client -> read(client, CLUSTER_NETWORK))
                .map(network -> {
                    JsonPath status = shape(network).at("status");
                    return Map.of(
                            NetworkKind.POD,
                            prefixes(status.at("clusterNetwork").each().map(entry -> entry.at("cidr"))),
                            NetworkKind.SERVICE,
                            prefixes(status.at("serviceNetwork").each()));
                });
    }

    Answer<Map<NetworkKind, List<Prefix>>> machines() {
        return ask("ConfigMap kube-system/cluster-config-v1", client -> {
                    var map = client.configMaps()
                            .inNamespace("kube-system")
                            .withName("cluster-config-v1")
                            .get();
                    return map == null || map.getData() == null
                            ? null
                            : parse(
                                    client,
                                    "install-config in ConfigMap kube-system/cluster-config-v1",
                                    map.getData().getOrDefault("install-config", "{}"),
                                    Map.class);
                })
                .map(config -> Map.of(NetworkKind.MACHINE, machines(new JsonPath(config).at("networking"))));
    }

    /** Clusters installed with OpenShift 4.3 or older have {@code machineCIDR}, one network, in place of the list. */
    private static List<Prefix> machines(JsonPath networking) {
        List<Prefix> machines = prefixes(networking.at("machineNetwork").each().map(entry -> entry.at("cidr")));
        return machines.isEmpty() ? prefixes(Stream.of(networking.at("machineCIDR"))) : machines;
    }

    Answer<Map<NetworkKind, List<Prefix>>> apiServers() {
        return ask("Endpoints default/kubernetes", client -> client.endpoints()
                        .inNamespace("default")
                        .withName("kubernetes")
                        .get())
                .map(endpoints -> Map.of(
                        NetworkKind.API,
                        endpoints.getSubsets().stream()
                                .flatMap(subset -> subset.getAddresses().stream())
                                .map(address -> Hosts.prefix(address.getIp()))
                                .toList()));
    }

    Answer<FoundNodes> nodes() {
        return ask("nodes", client -> {
            List<Node> nodes = client.nodes().list().getItems();
            return new FoundNodes(
                    nodes.stream()
                            .map(node -> node.getMetadata().getName())
                            .sorted()
                            .toList(),
                    () -> Map.of(NetworkKind.NODE, hosts(client, nodes)));
        });
    }

    /** @throws IllegalArgumentException if a node's annotation holds something else than addresses */
    private static List<Prefix> hosts(KubernetesClient client, List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> Optional.ofNullable(node.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get("k8s.ovn.org/host-cidrs"))
                        .stream())
                .flatMap(text -> Stream.of(parse(client, "k8s.ovn.org/host-cidrs of a node", text, String[].class)))
                .map(Hosts::prefix)
                .toList();
    }

    /** @param families those of the pods: a cluster without IPv6 has no IPv6 subnets */
    Answer<Map<NetworkKind, List<Prefix>>> joinAndTransit(Set<Family> families) {
        return ask("Network cluster of operator.openshift.io", client -> read(client, OPERATOR_NETWORK))
                .map(network -> {
                    JsonPath ovn = shape(network).at("spec", "defaultNetwork", "ovnKubernetesConfig");
                    return Map.of(
                            NetworkKind.JOIN, subnets(ovn, JOIN, families),
                            NetworkKind.TRANSIT, subnets(ovn, TRANSIT, families));
                });
    }

    private static List<Prefix> subnets(JsonPath ovn, Defaults defaults, Set<Family> families) {
        return families.stream()
                .sorted()
                .map(family -> {
                    String version = family == Family.IPV4 ? "4" : "6";
                    return ovn.at("ipv" + version, defaults.field())
                            .text()
                            .or(() -> ovn.at("v" + version + defaults.olderSuffix())
                                    .text())
                            .map(Networks::network)
                            .orElse(defaults.in(family));
                })
                .toList();
    }

    private <T> Answer<T> ask(String subject, Function<KubernetesClient, @Nullable T> question) {
        return access.ask(link.kubeconfig(), subject, question);
    }

    /** @throws IllegalArgumentException that does not quote the text: it holds more than networks */
    private static <T> T parse(KubernetesClient client, String subject, String text, Class<T> type) {
        try {
            return client.getKubernetesSerialization().unmarshal(text, type);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(subject + " is not what it should be: neither JSON nor YAML", e);
        }
    }

    private static @Nullable GenericKubernetesResource read(KubernetesClient client, ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind).withName("cluster").get();
    }

    private static JsonPath shape(GenericKubernetesResource object) {
        return new JsonPath(object.getAdditionalProperties());
    }

    private static List<Prefix> prefixes(Stream<JsonPath> places) {
        return places.flatMap(place -> place.text().stream())
                .map(Networks::network)
                .toList();
    }

    private static ResourceDefinitionContext networks(String group) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind("Network")
                .withPlural("networks")
                .withNamespaced(false)
                .build();
    }
}
