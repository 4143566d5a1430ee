package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.math.BigInteger;
import java.util.List;

/**
 * What is to be denied.
 *
 * @param addresses the addresses to deny
 * @param prefixes the same addresses as prefixes: IPv4 before IPv6, ascending
 * @param difference the exact set difference of the lists, before exemptions, to measure a strategy against
 */
public record Blocked(IpSet addresses, List<Prefix> prefixes, IpSet difference) {

    public Blocked {
        prefixes = List.copyOf(prefixes);
    }

    /** The number of denied addresses that the exact difference would leave alone. */
    public BigInteger overBlocked(Family family) {
        return addresses.minus(difference).size(family);
    }

    public long rules(Family family) {
        return prefixes.stream().filter(prefix -> prefix.family() == family).count();
    }
}
