package dev.sluice.sync.settings;

import dev.sluice.policy.Networks;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.EgressIp;
import dev.sluice.render.Target;
import dev.sluice.sync.settings.ClustersConfig.ClusterConfig;
import dev.sluice.sync.settings.ClustersConfig.EgressIpConfig;
import dev.sluice.sync.settings.ClustersConfig.FirewallConfig;
import dev.sluice.sync.settings.ClustersConfig.NetworksConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                egressIps(key + ".egress-ips", raw.egressIps(), networks, targets),
                unique(
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
        return unique(key, prefixes);
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

    private List<EgressIp> egressIps(
            String key, Map<String, EgressIpConfig> raw, Networks networks, List<Target> targets) {
        List<EgressIp> ips = new ArrayList<>();
        Map<Address, String> owners = new HashMap<>();
        Map<String, Map<String, String>> given = new HashMap<>();
        new TreeMap<>(raw).forEach((name, config) -> {
            String ipKey = key + "." + name;
            egressIp(ipKey, name, config).ifPresent(ip -> {
                ip.addresses().forEach(address -> checkAddress(ipKey, name, address, owners, networks));
                ip.namespaces().forEach(namespace -> checkLabels(ipKey, ip, namespace, given, targets));
                ips.add(ip);
            });
        });
        return ips;
    }

    private Optional<EgressIp> egressIp(String key, String name, EgressIpConfig raw) {
        problems.parse(key, name, KubernetesNames.NAME);
        List<Address> addresses = problems.readAll(key + ".addresses", raw.addresses(), Address::parse);
        if (raw.addresses().isEmpty()) {
            problems.error(key + ".addresses", "is missing");
        }
        Map<String, String> labels = labels(key + ".namespace-labels", raw.namespaceLabels());
        if (raw.namespaceLabels().isEmpty()) {
            problems.error(key + ".namespace-labels", "is missing: an empty selector would select every namespace");
        }
        List<String> namespaces = unique(
                key + ".namespaces",
                problems.readAll(key + ".namespaces", raw.namespaces(), KubernetesNames.NAMESPACE));
        return addresses.isEmpty() || labels.isEmpty()
                ? Optional.empty()
                : Optional.of(new EgressIp(name, addresses, labels, namespaces));
    }

    private void checkAddress(
            String key, String name, Address address, Map<Address, String> owners, Networks networks) {
        String owner = owners.putIfAbsent(address, name);
        if (owner != null) {
            problems.error(
                    key + ".addresses",
                    "'" + address + "' is given twice"
                            + (owner.equals(name) ? "" : ", to " + owner + " too: an address has one owner"));
        }
        if (!IpSet.of(networks.machine()).contains(address)) {
            problems.warn(
                    key + ".addresses",
                    "'" + address + "' lies outside the machine network " + networks.machine()
                            + ": no node can host it unless another of its networks holds it");
        }
    }

    private void checkLabels(
            String key, EgressIp ip, String namespace, Map<String, Map<String, String>> given, List<Target> targets) {
        Map<String, String> labels = given.computeIfAbsent(namespace, name -> new HashMap<>());
        ip.namespaceLabels().forEach((label, value) -> {
            String other = labels.putIfAbsent(label, value);
            if (other != null && !other.equals(value)) {
                problems.error(
                        key + ".namespaces",
                        "'" + namespace + "' would need " + label + "=" + value + " and " + label + "=" + other);
            }
        });
        boolean unmanaged =
                targets.stream().anyMatch(target -> target.namespace().equals(namespace) && !target.manageNamespace());
        if (unmanaged) {
            problems.warn(
                    key + ".namespaces",
                    "'" + namespace + "' has manage-namespace: false, so its owner must give it the labels "
                            + ip.namespaceLabels());
        }
    }

    private Map<String, String> labels(String key, Map<String, Optional<String>> raw) {
        Map<String, String> labels = new TreeMap<>();
        raw.forEach((label, value) -> {
            problems.parse(key, label, KubernetesNames.LABEL_KEY);
            problems.parse(key + "." + label, value.orElse(""), KubernetesNames.LABEL_VALUE)
                    .ifPresent(text -> labels.put(label, text));
        });
        return labels;
    }

    private <T> List<T> unique(String key, List<T> values) {
        Set<T> seen = new HashSet<>();
        return values.stream()
                .filter(value -> {
                    boolean isNew = seen.add(value);
                    if (!isNew) {
                        problems.error(key, "'" + value + "' is given twice");
                    }
                    return isNew;
                })
                .toList();
    }
}
