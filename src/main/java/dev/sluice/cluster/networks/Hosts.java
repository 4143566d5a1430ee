package dev.sluice.cluster.networks;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;

/** Reads how a cluster writes addresses of hosts. */
final class Hosts {

    private Hosts() {}

    /**
     * The address alone, of {@code 192.168.99.10} or {@code 192.168.99.10/24}: what else is in a host's network is not the
     * cluster's.
     *
     * @throws IllegalArgumentException quoting what is not an address
     */
    static Prefix prefix(String text) {
        int slash = text.indexOf('/');
        Address address = Address.parseHost(slash < 0 ? text : text.substring(0, slash));
        return new Prefix(address, address.family().bits());
    }
}
