package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The networks of one cluster, which its namespaces always reach: a firewall that cuts them off breaks the cluster.
 *
 * <p>Machine, service and pod networks are kept as given. Of the others those are left out that lie inside one
 * before them, a node inside the machine network for example, and the rest are the fewest prefixes, ascending.
 *
 * @param everyNode whether one rule allows all nodes by their label, whatever addresses they have: nodes that are added or
 *     removed change no rule, since OVN-Kubernetes keeps the rule's addresses current
 */
public record Networks(
        List<Prefix> machine,
        List<Prefix> service,
        List<Prefix> pod,
        List<Prefix> api,
        List<Prefix> node,
        List<Prefix> join,
        List<Prefix> transit,
        boolean everyNode) {

    /**
     * The rule that allows all nodes; kubelet gives every node its label.
     *
     * @see <a href="https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-os">Kubernetes, well-known
     *     labels</a>
     */
    public static final Rule EVERY_NODE =
            new Rule(Action.ALLOW, new Destination.Nodes(Map.of("kubernetes.io/os", "linux")), List.of());

    /** No networks at all. */
    static final Networks NONE = new Networks(List.of(), List.of(), List.of());

    public Networks {
        machine = List.copyOf(machine);
        service = List.copyOf(service);
        pod = List.copyOf(pod);
        IpSet known = IpSet.of(together(machine, service, pod));
        api = beyond(known, api);
        known = known.union(IpSet.of(api));
        node = beyond(known, node);
        known = known.union(IpSet.of(node));
        join = beyond(known, join);
        known = known.union(IpSet.of(join));
        transit = beyond(known, transit);
    }

    /** Networks of which only those are known that every cluster has to name. */
    public Networks(List<Prefix> machine, List<Prefix> service, List<Prefix> pod) {
        this(machine, service, pod, List.of(), List.of(), List.of(), List.of(), false);
    }

    /**
     * One network in CIDR notation.
     *
     * @throws IllegalArgumentException quoting what is not one, or is every address
     */
    public static Prefix network(String text) {
        Prefix prefix = Prefix.parse(text);
        if (prefix.length() == 0) {
            throw new IllegalArgumentException("'" + text + "' would allow everything");
        }
        return prefix;
    }

    /** A kind that is absent has no networks. */
    public static Networks of(Map<NetworkKind, List<Prefix>> byKind) {
        return new Networks(
                byKind.getOrDefault(NetworkKind.MACHINE, List.of()),
                byKind.getOrDefault(NetworkKind.SERVICE, List.of()),
                byKind.getOrDefault(NetworkKind.POD, List.of()),
                byKind.getOrDefault(NetworkKind.API, List.of()),
                byKind.getOrDefault(NetworkKind.NODE, List.of()),
                byKind.getOrDefault(NetworkKind.JOIN, List.of()),
                byKind.getOrDefault(NetworkKind.TRANSIT, List.of()),
                false);
    }

    /** The same networks, and all nodes by their label. */
    public Networks withEveryNode() {
        return new Networks(machine, service, pod, api, node, join, transit, true);
    }

    /** The rules that allow them all, that by label first. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(nodeRules());
        all().forEach(network -> rules.add(Rule.allow(network)));
        return rules;
    }

    /** The rules among them that name no addresses. */
    public List<Rule> nodeRules() {
        return everyNode ? List.of(EVERY_NODE) : List.of();
    }

    /** Every kind with its networks, in the order of {@link NetworkKind}. */
    public Map<NetworkKind, List<Prefix>> byKind() {
        Map<NetworkKind, List<Prefix>> networks = new EnumMap<>(NetworkKind.class);
        networks.put(NetworkKind.MACHINE, machine);
        networks.put(NetworkKind.SERVICE, service);
        networks.put(NetworkKind.POD, pod);
        networks.put(NetworkKind.API, api);
        networks.put(NetworkKind.NODE, node);
        networks.put(NetworkKind.JOIN, join);
        networks.put(NetworkKind.TRANSIT, transit);
        return Collections.unmodifiableMap(networks);
    }

    /** Machine, service and pod networks and then the others, each once. */
    public List<Prefix> all() {
        return byKind().values().stream().flatMap(List::stream).distinct().toList();
    }

    public IpSet addresses() {
        return IpSet.of(all());
    }

    private static List<Prefix> beyond(IpSet known, List<Prefix> networks) {
        List<Prefix> others = new ArrayList<>(networks);
        others.removeIf(network -> known.containsAll(IpSet.of(network)));
        return List.copyOf(IpSet.of(others).prefixes());
    }

    @SafeVarargs
    private static List<Prefix> together(List<Prefix>... networks) {
        return Stream.of(networks).flatMap(List::stream).toList();
    }
}
