package dev.sluice.ranges;

import dev.sluice.ranges.Boundaries.Operation;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * An immutable set of IPv4 and IPv6 addresses.
 *
 * <p>Two sets are equal exactly when they hold the same addresses, however they were made. Operations take time linear in
 * the number of intervals of both sets, and so does making one from prefixes; {@link #contains} is logarithmic, and
 * of constant time for many look-ups where the addresses lie evenly.
 */
public final class IpSet {

    /** The set without addresses. */
    public static final IpSet EMPTY = of();

    /** The set of every IPv4 and every IPv6 address. */
    public static final IpSet EVERYTHING = of(Prefix.everything(Family.IPV4), Prefix.everything(Family.IPV6));

    private final Boundaries ipv4;
    private final Boundaries ipv6;

    private IpSet(Boundaries ipv4, Boundaries ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    public static IpSet of(Prefix... prefixes) {
        return of(Arrays.asList(prefixes));
    }

    /** The union of prefixes in any order; overlaps and repetitions are allowed. */
    public static IpSet of(Collection<Prefix> prefixes) {
        Prefixes sorted = Prefixes.of(prefixes);
        return new IpSet(Boundaries.of(sorted.blocks(Family.IPV4)), Boundaries.of(sorted.blocks(Family.IPV6)));
    }

    public IpSet union(IpSet other) {
        return combine(Operation.UNION, other);
    }

    public IpSet intersection(IpSet other) {
        return combine(Operation.INTERSECTION, other);
    }

    /** The addresses of this set that are not in the other one. */
    public IpSet minus(IpSet other) {
        return combine(Operation.MINUS, other);
    }

    /** The addresses of this set that belong to one family. */
    public IpSet only(Family family) {
        return switch (family) {
            case IPV4 -> new IpSet(ipv4, EMPTY.ipv6);
            case IPV6 -> new IpSet(EMPTY.ipv4, ipv6);
        };
    }

    public boolean contains(Address address) {
        return boundaries(address.family()).contains(address);
    }

    public boolean containsAll(IpSet other) {
        return other.minus(this).isEmpty();
    }

    public boolean isEmpty() {
        return ipv4.isEmpty() && ipv6.isEmpty();
    }

    /** The number of addresses of one family. */
    public BigInteger size(Family family) {
        return boundaries(family).size();
    }

    /** The fewest prefixes that make up this set: IPv4 before IPv6, ascending. */
    public Prefixes prefixes() {
        return new Prefixes(ipv4.blocks(), ipv6.blocks());
    }

    /** Writes {@link #prefixes}, one a line, each line ended; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        PrefixWriter writer = new PrefixWriter(out);
        ipv4.forEachBlock((high, low, length) -> writer.write(Family.IPV4, high, low, length));
        ipv6.forEachBlock((high, low, length) -> writer.write(Family.IPV6, high, low, length));
        writer.flush();
    }

    private IpSet combine(Operation operation, IpSet other) {
        return new IpSet(ipv4.combine(operation, other.ipv4), ipv6.combine(operation, other.ipv6));
    }

    private Boundaries boundaries(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof IpSet other && ipv4.equals(other.ipv4) && ipv6.equals(other.ipv6);
    }

    @Override
    public int hashCode() {
        return 31 * ipv4.hashCode() + ipv6.hashCode();
    }

    /** The minimal prefixes, cut after the first ten. */
    @Override
    public String toString() {
        List<Prefix> prefixes = prefixes();
        return prefixes.size() <= 10
                ? prefixes.toString()
                : prefixes.subList(0, 10) + " and " + (prefixes.size() - 10) + " more";
    }
}
