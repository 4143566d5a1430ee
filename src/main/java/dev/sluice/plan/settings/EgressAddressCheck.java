package dev.sluice.plan.settings;

import dev.sluice.policy.Networks;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.EgressIp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds addresses of EgressIPs that a machine network has other uses for. */
public final class EgressAddressCheck {

    private EgressAddressCheck() {}

    /** What to say of the addresses of one cluster; nothing where its machine network is not known. */
    public static List<String> warnings(Cluster cluster) {
        List<String> warnings = new ArrayList<>();
        for (EgressIp ip : cluster.egressIps()) {
            for (Address address : ip.addresses()) {
                reservedIn(cluster.networks(), address)
                        .ifPresent(use -> warnings.add(key(cluster, ip) + ": '" + address + "' is " + use));
            }
        }
        return warnings;
    }

    /** What to say of addresses that two of these clusters would answer for in the same machine network. */
    public static List<String> shared(List<Cluster> clusters) {
        List<String> warnings = new ArrayList<>();
        for (int later = 1; later < clusters.size(); later++) {
            for (Cluster earlier : clusters.subList(0, later)) {
                warnings.addAll(shared(earlier, clusters.get(later)));
            }
        }
        return warnings;
    }

    private static List<String> shared(Cluster earlier, Cluster later) {
        IpSet network = IpSet.of(earlier.networks().machine())
                .intersection(IpSet.of(later.networks().machine()));
        List<String> warnings = new ArrayList<>();
        for (EgressIp ip : later.egressIps()) {
            for (Address address : ip.addresses()) {
                if (network.contains(address)) {
                    owner(earlier, address)
                            .ifPresent(other -> warnings.add(key(later, ip) + ": '" + address
                                    + "' is an address of EgressIP " + other + " of cluster " + earlier.name()
                                    + " too, in the same machine network: both would answer for it"));
                }
            }
        }
        return warnings;
    }

    private static Optional<String> owner(Cluster cluster, Address address) {
        return cluster.egressIps().stream()
                .filter(ip -> ip.addresses().contains(address))
                .map(EgressIp::name)
                .findFirst();
    }

    /**
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3021">RFC 3021: no broadcast in an IPv4 network of two addresses</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.6.1">RFC 4291: the routers' address of an IPv6 subnet</a>
     */
    private static Optional<String> reservedIn(Networks networks, Address address) {
        for (Prefix network : networks.machine()) {
            boolean hasEnds = network.family().bits() - network.length() >= 2;
            if (hasEnds && address.equals(network.first())) {
                return Optional.of("the first address of the machine network " + network + ", which "
                        + (network.family() == Family.IPV4 ? "names the network" : "is its routers'")
                        + ": give one that a host can have");
            }
            if (hasEnds && network.family() == Family.IPV4 && address.equals(network.last())) {
                return Optional.of(
                        "the broadcast address of the machine network " + network + ": give one that a host can have");
            }
        }
        return Optional.empty();
    }

    private static String key(Cluster cluster, EgressIp ip) {
        return "sluice.clusters." + cluster.name() + ".egress-ips." + ip.name() + ".addresses";
    }
}
