package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import dev.sluice.plan.settings.ClustersConfig.NetworksConfig;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Destination.DnsName;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Operator;
import dev.sluice.render.Target;
import dev.sluice.render.Trial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code sluice.clusters}. */
public final class ClusterSettings {

    /** In place of the names of egress nodes. */
    private static final String EVERY_NODE = "all";

    private static final String DENIED_BESIDE_GIVEN_NETWORKS =
            "deny beside networks that are given denies the API servers' endpoints, the join and the transit networks"
                    + " wherever they lie outside these: allow them in before, or set networks.detect: true";

    private final BlockPolicy block;
    private final Surroundings surroundings;
    private final Set<String> detected;
    private final Clock clock;
    private final Problems problems;

    /** @param detected the names of the clusters whose networks are read at each run */
    public ClusterSettings(
            BlockPolicy block, Surroundings surroundings, Set<String> detected, Clock clock, Problems problems) {
        this.block = block;
        this.surroundings = surroundings;
        this.detected = Set.copyOf(detected);
        this.clock = clock;
        this.problems = problems;
    }

    /** All clusters, by ascending name. */
    public List<Cluster> all(ClustersConfig raw) {
        List<Cluster> clusters = new ArrayList<>();
        new TreeMap<>(raw.clusters()).forEach((name, cluster) -> clusters.add(cluster(name, cluster)));
        EgressAddressCheck.shared(clusters).forEach(problems::warn);
        return clusters;
    }

    /** Whether every node of a cluster may host egress addresses. */
    public static boolean isEveryNode(ClusterConfig raw) {
        return raw.egressNodes().orElse(List.of()).equals(List.of(EVERY_NODE));
    }

    /** Whether rules hold wildcards, and no key says that the cluster takes them. */
    public static boolean isUnsureOfWildcards(Cluster cluster, ClusterConfig raw) {
        return raw.dnsNameResolver().isEmpty()
                && cluster.targets().stream()
                        .map(Target::firewall)
                        .flatMap(firewall -> Stream.concat(firewall.before().stream(), firewall.after().stream()))
                        .anyMatch(rule -> rule.to() instanceof DnsName name && name.isWildcard());
    }

    /** A namespace that may be a target. */
    Function<String, String> targetNamespace() {
        return KubernetesNames.NAMESPACE.andThen(namespace -> {
            if (namespace.equals(surroundings.ownNamespace())) {
                throw new IllegalArgumentException("'" + namespace
                        + "' is the namespace of this service: a firewall there would cut it off from the feeds");
            }
            return namespace;
        });
    }

    /** One of the networks that are always allowed; it must be there. */
    List<Prefix> network(String key, Optional<List<Prefix>> raw) {
        return network(key, raw, false);
    }

    private List<Prefix> network(String key, Optional<List<Prefix>> raw, boolean detect) {
        if (raw.isEmpty() && !detect) {
            problems.error(key, "is missing: a firewall without it would cut the cluster off from itself");
        }
        return problems.unique(key, raw.orElse(List.of()));
    }

    private Cluster cluster(String name, ClusterConfig raw) {
        String key = "sluice.clusters." + name;
        problems.name(key, name, KubernetesNames.NAME);
        if (name.endsWith(".lock")) { // a branch is named after it
            problems.error(key, "'" + name + "' cannot be part of a branch's name: Git takes none that ends in .lock");
        }
        boolean detect = detected.contains(name);
        Networks networks = networks(key + ".networks", raw.networks(), detect);
        FullCoverageCheck.of(networks)
                .or(() -> NetworkOverlapCheck.of(networks))
                .ifPresent(mistake -> problems.error(key + ".networks", mistake));
        List<Target> targets = targets(key, raw, detect, networks);
        LokiSettings loki = new LokiSettings(clock, problems);
        Cluster cluster = new Cluster(
                name,
                networks,
                targets,
                new EgressIpSettings(networks, targets, problems).all(key + ".egress-ips", raw.egressIps()),
                egressNodes(key + ".egress-nodes", raw, detect),
                raw.loki().map(given -> loki.lokiStack(key + ".loki", given)),
                raw.flowCollector().map(given -> loki.flowCollector(key + ".flow-collector", given)));
        if (!detect) { // else a run knows more
            IdleRules.warnings(cluster).forEach(problems::warn);
            EgressAddressCheck.warnings(cluster).forEach(problems::warn);
        }
        return cluster.with(new OperatorSettings(problems)
                .all(
                        key + ".operators",
                        raw.operators(),
                        Operator.neededBy(cluster).collect(Collectors.toSet())));
    }

    /** None where a run finds them. */
    private List<String> egressNodes(String key, ClusterConfig raw, boolean detect) {
        List<String> nodes = problems.unique(key, raw.egressNodes().orElse(List.of()));
        if (!nodes.contains(EVERY_NODE)) {
            return nodes;
        }
        if (nodes.size() > 1) {
            problems.error(key, "'all' is set beside names of nodes: keep one of the two");
        } else if (!detect) {
            problems.error(key, "'all' is read from the cluster: set networks.detect: true, or name the nodes");
        }
        return List.of();
    }

    private Networks networks(String key, NetworksConfig raw, boolean detect) {
        return new Networks(
                network(key + ".machine", raw.machine(), detect),
                network(key + ".service", raw.service(), detect),
                network(key + ".pod", raw.pod(), detect));
    }

    /** What the cluster says of wildcards is known at a run alone. */
    private DnsNameReader names(String cluster, ClusterConfig config, boolean detect) {
        String key = cluster + ".dns-name-resolver";
        return new DnsNameReader(key, config.dnsNameResolver().orElse(detect));
    }

    private List<Target> targets(String cluster, ClusterConfig config, boolean detect, Networks networks) {
        String key = cluster + ".egress-firewalls";
        List<FirewallConfig> raw = config.egressFirewalls();
        TrialSettings trials = new TrialSettings(block, problems);
        Optional<Trial> trial = trials.trial(cluster + ".verify-with", config.verifyWith());
        FirewallSettings reader =
                new FirewallSettings(targetNamespace(), trial, names(cluster, config, detect), problems);
        List<Target> targets = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < raw.size(); i++) {
            Optional<Target> target = reader.target(key + "[" + i + "]", raw.get(i));
            if (target.isEmpty()) {
                continue;
            }
            if (!detect && target.get().firewall().otherwise() == Action.DENY) {
                problems.warn(key + "[" + i + "].otherwise", DENIED_BESIDE_GIVEN_NETWORKS);
            }
            String before = key + "[" + i + "].before";
            FullCoverageCheck.of(networks, target.get().firewall().before())
                    .ifPresent(mistake -> problems.error(before, mistake));
            String namespace = target.get().namespace();
            Integer first = seen.putIfAbsent(namespace, i);
            if (first == null) {
                targets.add(target.get());
            } else {
                problems.error(
                        key + "[" + i + "].namespace",
                        "'" + namespace + "' is a target already, at [" + first
                                + "]: a namespace has only one EgressFirewall");
            }
        }
        trials.check(cluster + ".verify-with", config.verifyWith(), targets);
        return targets;
    }
}
