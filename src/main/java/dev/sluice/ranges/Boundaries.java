package dev.sluice.ranges;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of addresses of one family as the sorted places where membership flips.
 *
 * <pre>
 *   addresses   0 . . . . . . . . . . . . . . . . last
 *   in the set      [=====)     [===)       [=========
 *   boundaries      0     1     2   3       4
 * </pre>
 *
 * An even boundary opens an interval, an odd one closes it (exclusive). A set that reaches the family's last address has
 * no closing boundary, so that 2<sup>128</sup> never needs to be written down. Immutable.
 */
final class Boundaries {

    private final Family family;

    /** One long a boundary for IPv4; two, high then low, for IPv6. */
    private final long[] words;

    private final int width;

    private Boundaries(Family family, long[] words) {
        this.family = family;
        this.words = words;
        this.width = width(family);
    }

    static Boundaries none(Family family) {
        return new Boundaries(family, new long[0]);
    }

    /** The union of prefixes, in any order, overlapping or not, all of one family. */
    static Boundaries of(Family family, List<Prefix> prefixes) {
        Prefix[] sorted = prefixes.toArray(Prefix[]::new);
        Arrays.sort(sorted);
        Sink sink = new Sink(family, 2 * sorted.length);
        Prefix open = null;
        for (Prefix prefix : sorted) {
            if (open != null && open.contains(prefix)) {
                continue; // prefixes nest or are disjoint, so nothing sticks out
            }
            boolean adjacent = sink.closesAt(prefix.first());
            if (adjacent) {
                sink.reopen();
            } else {
                sink.add(prefix.first().high(), prefix.first().low());
            }
            sink.addAfter(prefix.last());
            open = prefix;
        }
        return sink.toBoundaries();
    }

    int count() {
        return words.length / width;
    }

    boolean isEmpty() {
        return words.length == 0;
    }

    /** Whether an address is in the set: an odd number of boundaries lies at or below it. */
    boolean contains(Address address) {
        return (countUpTo(address) & 1) == 1;
    }

    /** Sweeps over both sets at once and keeps the places where the operation's answer flips. */
    Boundaries combine(Operation operation, Boundaries other) {
        Sink sink = new Sink(family, count() + other.count());
        int i = 0;
        int j = 0;
        boolean inside = false;
        while (i < count() || j < other.count()) {
            int order = i == count() ? 1 : j == other.count() ? -1 : compare(i, other, j);
            long high = order <= 0 ? high(i) : other.high(j);
            long low = order <= 0 ? low(i) : other.low(j);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            boolean now = operation.includes((i & 1) == 1, (j & 1) == 1);
            if (now != inside) {
                sink.add(high, low);
                inside = now;
            }
        }
        return sink.toBoundaries();
    }

    /** The number of addresses. */
    BigInteger size() {
        BigInteger size = BigInteger.ZERO;
        for (int i = 0; i < count(); i += 2) {
            BigInteger end = i + 1 < count()
                    ? Unsigned128.toBigInteger(high(i + 1), low(i + 1))
                    : BigInteger.ONE.shiftLeft(family.bits());
            size = size.add(end.subtract(Unsigned128.toBigInteger(high(i), low(i))));
        }
        return size;
    }

    /** The fewest prefixes that make up the set, in ascending order. */
    List<Prefix> prefixes() {
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < count(); i += 2) {
            boolean closed = i + 1 < count();
            long endHigh = closed ? high(i + 1) : Unsigned128.powerHigh(family.bits());
            long endLow = closed ? low(i + 1) : Unsigned128.powerLow(family.bits());
            split(high(i), low(i), endHigh, endLow, prefixes);
        }
        return prefixes;
    }

    /** Cuts one interval greedily: at each step the largest block that starts here and does not pass the end. */
    private void split(long high, long low, long endHigh, long endLow, List<Prefix> out) {
        do {
            long restHigh = Unsigned128.differenceHigh(endHigh, endLow, high, low);
            long restLow = endLow - low;
            // A rest of 0 is 2^128 modulo 2^128: the whole of IPv6.
            int fits = (restHigh | restLow) == 0 ? 128 : Unsigned128.floorLog2(restHigh, restLow);
            int hostBits = Math.min(Math.min(fits, Unsigned128.trailingZeros(high, low)), family.bits());
            out.add(new Prefix(new Address(family, high, low), family.bits() - hostBits));
            long nextHigh =
                    Unsigned128.sumHigh(high, low, Unsigned128.powerHigh(hostBits), Unsigned128.powerLow(hostBits));
            low += Unsigned128.powerLow(hostBits);
            high = nextHigh;
        } while (high != endHigh || low != endLow);
    }

    private int countUpTo(Address address) {
        int from = 0;
        int to = count();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Unsigned128.compare(high(middle), low(middle), address.high(), address.low()) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int compare(int i, Boundaries other, int j) {
        return Unsigned128.compare(high(i), low(i), other.high(j), other.low(j));
    }

    private long high(int i) {
        return width == 1 ? 0 : words[2 * i];
    }

    private long low(int i) {
        return width == 1 ? words[i] : words[2 * i + 1];
    }

    private static int width(Family family) {
        return family == Family.IPV4 ? 1 : 2;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Boundaries other && family == other.family && Arrays.equals(words, other.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** Which addresses an operation keeps, by their membership in the left and the right set. */
    enum Operation {
        UNION,
        INTERSECTION,
        MINUS;

        boolean includes(boolean left, boolean right) {
            return switch (this) {
                case UNION -> left || right;
                case INTERSECTION -> left && right;
                case MINUS -> left && !right;
            };
        }
    }

    /** Collects boundaries in ascending order. */
    private static final class Sink {

        private final Family family;
        private final int width;
        private final long[] words;
        private int used;

        Sink(Family family, int capacity) {
            this.family = family;
            this.width = width(family);
            this.words = new long[capacity * width];
        }

        void add(long high, long low) {
            if (width == 2) {
                words[used++] = high;
            }
            words[used++] = low;
        }

        /** Closes an interval behind its last address, or leaves it open at the end of the family. */
        void addAfter(Address last) {
            long low = last.low() + 1;
            long high = last.high() + (low == 0 ? 1 : 0);
            boolean atEnd = family == Family.IPV4 ? low >>> 32 != 0 : (high | low) == 0;
            if (!atEnd) {
                add(high, low);
            }
        }

        boolean closesAt(Address address) {
            return used > 0 && words[used - 1] == address.low() && (width == 1 || words[used - 2] == address.high());
        }

        void reopen() {
            used -= width;
        }

        Boundaries toBoundaries() {
            return new Boundaries(family, used == words.length ? words : Arrays.copyOf(words, used));
        }
    }
}
