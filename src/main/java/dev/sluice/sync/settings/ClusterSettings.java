package dev.sluice.sync.settings;

import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.sync.settings.ClustersConfig.ClusterConfig;
import dev.sluice.sync.settings.ClustersConfig.FirewallConfig;
import dev.sluice.sync.settings.ClustersConfig.NetworksConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code sluice.clusters}. */
final class ClusterSettings {

    private final String ownNamespace;
    private final Clock clock;
    private final Problems problems;

    ClusterSettings(String ownNamespace, Clock clock, Problems problems) {
        this.ownNamespace = ownNamespace;
        this.clock = clock;
        this.problems = problems;
    }

    /** All clusters, by ascending name. */
    List<Cluster> all(ClustersConfig raw) {
        List<Cluster> clusters = new ArrayList<>();
        new TreeMap<>(raw.clusters()).forEach((name, cluster) -> clusters.add(cluster(name, cluster)));
        return clusters;
    }

    /** A namespace that may be a target. */
    Function<String, String> targetNamespace() {
        return KubernetesNames.NAMESPACE.andThen(namespace -> {
            if (namespace.equals(ownNamespace)) {
                throw new IllegalArgumentException("'" + namespace
                        + "' is the namespace of this service: a firewall there would cut it off from the feeds");
            }
            return namespace;
        });
    }

    private Cluster cluster(String name, ClusterConfig raw) {
        String key = "sluice.clusters." + name;
        problems.parse(key, name, KubernetesNames.NAME);
        Networks networks = networks(key + ".networks", raw.networks());
        List<Target> targets = targets(key + ".egress-firewalls", raw.egressFirewalls());
        LokiSettings loki = new LokiSettings(clock, problems);
        return new Cluster(
                name,
                networks,
                targets,
                new EgressIpSettings(networks, targets, problems).all(key + ".egress-ips", raw.egressIps()),
                problems.unique(
                        key + ".egress-nodes",
                        problems.readAll(key + ".egress-nodes", raw.egressNodes(), KubernetesNames.NAME)),
                raw.loki().map(given -> loki.lokiStack(key + ".loki", given)),
                raw.flowCollector().map(given -> loki.flowCollector(key + ".flow-collector", given)));
    }

    private Networks networks(String key, NetworksConfig raw) {
        return new Networks(
                network(key + ".machine", raw.machine()),
                network(key + ".service", raw.service()),
                network(key + ".pod", raw.pod()));
    }

    private List<Prefix> network(String key, Optional<List<String>> raw) {
        if (raw.isEmpty()) {
            problems.error(key, "is missing: a firewall without it would cut the cluster off from itself");
        }
        List<Prefix> prefixes = problems.readAll(key, raw, Prefix::parse);
        prefixes.stream()
                .filter(prefix -> prefix.length() == 0)
                .forEach(prefix -> problems.error(key, "'" + prefix + "' would allow everything"));
        return problems.unique(key, prefixes);
    }

    private List<Target> targets(String key, List<FirewallConfig> raw) {
        FirewallSettings reader = new FirewallSettings(targetNamespace(), problems);
        List<Target> targets = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < raw.size(); i++) {
            Target target = reader.target(key + "[" + i + "]", raw.get(i));
            Integer first = seen.putIfAbsent(target.namespace(), i);
            if (first != null && raw.get(i).namespace().isPresent()) {
                problems.error(
                        key + "[" + i + "].namespace",
                        "'" + target.namespace() + "' is a target already, at [" + first
                                + "]: a namespace has only one EgressFirewall");
            } else {
                targets.add(target);
            }
        }
        return targets;
    }
}
