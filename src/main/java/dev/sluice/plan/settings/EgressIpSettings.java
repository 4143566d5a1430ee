package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.EgressIpConfig;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.render.EgressIp;
import dev.sluice.render.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code egress-ips} of one cluster. */
final class EgressIpSettings {

    private final Networks networks;
    private final List<Target> targets;
    private final Problems problems;

    EgressIpSettings(Networks networks, List<Target> targets, Problems problems) {
        this.networks = networks;
        this.targets = targets;
        this.problems = problems;
    }

    /** All EgressIPs of the cluster, by ascending name. */
    List<EgressIp> all(String key, Map<String, EgressIpConfig> raw) {
        List<EgressIp> ips = new ArrayList<>();
        Map<Address, String> owners = new HashMap<>();
        Map<String, Map<String, String>> given = new HashMap<>();
        new TreeMap<>(raw).forEach((name, config) -> {
            String ipKey = key + "." + name;
            egressIp(ipKey, name, config).ifPresent(ip -> {
                ip.addresses().forEach(address -> checkAddress(ipKey, name, address, owners));
                ip.namespaces().forEach(namespace -> checkLabels(ipKey, ip, namespace, given));
                ips.forEach(earlier -> checkSelectors(ipKey, earlier, ip));
                ips.add(ip);
            });
        });
        return ips;
    }

    private Optional<EgressIp> egressIp(String key, String name, EgressIpConfig raw) {
        problems.name(key, name, KubernetesNames.NAME);
        List<Address> addresses = raw.addresses().orElse(List.of());
        if (raw.addresses().isEmpty()) {
            problems.error(key + ".addresses", "is missing");
        }
        Map<String, String> labels = Labels.read(problems, key + ".namespace-labels", raw.namespaceLabels());
        if (raw.namespaceLabels().isEmpty()) {
            problems.error(key + ".namespace-labels", "is missing: an empty selector would select every namespace");
        }
        List<String> namespaces =
                problems.unique(key + ".namespaces", raw.namespaces().orElse(List.of()));
        return addresses.isEmpty() || labels.isEmpty()
                ? Optional.empty()
                : Optional.of(new EgressIp(name, addresses, labels, namespaces));
    }

    private void checkAddress(String key, String name, Address address, Map<Address, String> owners) {
        String owner = owners.putIfAbsent(address, name);
        if (owner != null) {
            problems.error(
                    key + ".addresses",
                    "'" + address + "' is given twice"
                            + (owner.equals(name) ? "" : ", to " + owner + " too: an address has one owner"));
        }
        boolean known = !networks.machine().isEmpty(); // detected ones are not, before a run
        if (known && !IpSet.of(networks.machine()).contains(address)) {
            problems.warn(
                    key + ".addresses",
                    "'" + address + "' lies outside the machine network " + networks.machine()
                            + ": no node can host it unless another of its networks holds it");
        }
    }

    /** Of the EgressIPs that select a namespace only one counts, and which one is not said. */
    private void checkSelectors(String key, EgressIp earlier, EgressIp ip) {
        boolean isInside = ip.namespaceLabels()
                .entrySet()
                .containsAll(earlier.namespaceLabels().entrySet());
        boolean isAround = earlier.namespaceLabels()
                .entrySet()
                .containsAll(ip.namespaceLabels().entrySet());
        if (isInside || isAround) {
            problems.warn(
                    key + ".namespace-labels",
                    ip.namespaceLabels() + " and the labels of " + earlier.name() + ", " + earlier.namespaceLabels()
                            + ", select the same namespaces: only one of the two would give such a namespace its"
                            + " addresses, and OVN-Kubernetes does not promise which");
            return;
        }
        ip.namespaces().stream()
                .filter(earlier.namespaces()::contains)
                .forEach(namespace -> problems.warn(
                        key + ".namespaces",
                        "'" + namespace + "' is given the labels of " + earlier.name() + " too: only one of the two"
                                + " would give it its addresses, and OVN-Kubernetes does not promise which"));
    }

    private void checkLabels(String key, EgressIp ip, String namespace, Map<String, Map<String, String>> given) {
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
}
