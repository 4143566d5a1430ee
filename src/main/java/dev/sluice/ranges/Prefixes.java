package dev.sluice.ranges;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * Prefixes of both families, each once: IPv4 before IPv6, ascending, the larger of two that begin alike first. They may
 * nest and touch.
 *
 * <p>They lie in arrays of numbers; a {@link Prefix} is made only when it is read. Immutable.
 */
public final class Prefixes extends AbstractList<Prefix> implements RandomAccess {

    private final Blocks ipv4;
    private final Blocks ipv6;

    Prefixes(Blocks ipv4, Blocks ipv6) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
    }

    public static Prefixes of(Collection<Prefix> prefixes) {
        if (prefixes instanceof Prefixes sorted) {
            return sorted;
        }
        BlockSink ipv4 = new BlockSink(Family.IPV4, prefixes.size());
        BlockSink ipv6 = new BlockSink(Family.IPV6, 0);
        for (Prefix prefix : prefixes) {
            BlockSink sink =
                    switch (prefix.family()) {
                        case IPV4 -> ipv4;
                        case IPV6 -> ipv6;
                    };
            sink.add(prefix.first().high(), prefix.first().low(), prefix.length());
        }
        return new Prefixes(ipv4.blocks(), ipv6.blocks());
    }

    /**
     * Reads one CIDR a line, in any order; the stream stays open.
     *
     * @throws IllegalArgumentException naming the first line that is not a CIDR, as {@link Prefix#parse} says
     */
    public static Prefixes read(InputStream lines) throws IOException {
        return new PrefixLines(lines).read();
    }

    /** Those of one family. */
    public Prefixes only(Family family) {
        return switch (family) {
            case IPV4 -> new Prefixes(ipv4, new BlockSink(Family.IPV6, 0).blocks());
            case IPV6 -> new Prefixes(new BlockSink(Family.IPV4, 0).blocks(), ipv6);
        };
    }

    @Override
    public Prefix get(int index) {
        return index < ipv4.size() ? ipv4.prefix(index) : ipv6.prefix(index - ipv4.size());
    }

    @Override
    public int size() {
        return ipv4.size() + ipv6.size();
    }

    /** Writes one prefix a line, each line ended; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        PrefixWriter writer = new PrefixWriter(out);
        writer.write(ipv4);
        writer.write(ipv6);
        writer.flush();
    }

    /** What {@link #writeTo} writes. */
    public String text() {
        return PrefixWriter.text(this);
    }

    Blocks blocks(Family family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Prefixes other ? ipv4.equals(other.ipv4) && ipv6.equals(other.ipv6) : super.equals(o);
    }

    @Override
    public int hashCode() {
        return super.hashCode(); // as every list's, whatever holds its elements
    }
}
