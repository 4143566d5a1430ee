package dev.sluice.ranges;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

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
 * no closing boundary, so that 2<sup>128</sup> never needs to be written down. Nothing that shows ever changes.
 */
final class Boundaries {

    /** After this many look-ups more of them are likely. */
    private static final int WORTH_AN_INDEX = 1_000;

    private final AddressArray flips;

    // Neither changes what is answered: if threads see different values, one counts anew or makes the index again.
    private int lookups;
    private @Nullable AddressIndex index;

    private Boundaries(AddressArray flips) {
        this.flips = flips.trimmed();
    }

    /** The union of prefixes, which may overlap. */
    static Boundaries of(Blocks blocks) {
        AddressArray flips = new AddressArray(blocks.family(), 2 * blocks.size());
        long openHigh = 0;
        long openLow = 0;
        for (int i = 0; i < blocks.size(); i++) {
            long high = blocks.high(i);
            long low = blocks.low(i);
            if (i > 0 && Unsigned128.compare(high, low, openHigh, openLow) <= 0) {
                continue; // prefixes nest or are disjoint, so nothing sticks out
            }
            boolean adjacent = !flips.isEmpty() && flips.compare(flips.size() - 1, high, low) == 0;
            if (adjacent) {
                flips.removeLast();
            } else {
                flips.add(high, low);
            }
            openHigh = blocks.lastHigh(i);
            openLow = blocks.lastLow(i);
            addAfter(openHigh, openLow, flips);
        }
        return new Boundaries(flips);
    }

    /** Closes an interval behind its last address, or leaves it open at the end of the family. */
    private static void addAfter(long high, long low, AddressArray flips) {
        long nextLow = low + 1;
        long nextHigh = high + (nextLow == 0 ? 1 : 0);
        boolean atEnd = flips.family() == Family.IPV4 ? nextLow >>> 32 != 0 : (nextHigh | nextLow) == 0;
        if (!atEnd) {
            flips.add(nextHigh, nextLow);
        }
    }

    /** The places themselves, in ascending order; callers must not change them. */
    AddressArray flips() {
        return flips;
    }

    boolean isEmpty() {
        return flips.isEmpty();
    }

    /** Whether an address is in the set: an odd number of boundaries lies at or below it. */
    boolean contains(Address address) {
        AddressIndex made = index;
        if (made == null && !flips.isEmpty() && ++lookups >= WORTH_AN_INDEX) {
            made = new AddressIndex(flips);
            index = made;
        }
        int below = made == null
                ? flips.countUpTo(address.high(), address.low())
                : made.countUpTo(address.high(), address.low());
        return (below & 1) == 1;
    }

    /** Sweeps over both sets at once and keeps the places where the operation's answer flips. */
    Boundaries combine(Operation operation, Boundaries other) {
        AddressArray left = flips;
        AddressArray right = other.flips;
        int lefts = left.size();
        int rights = right.size();
        // Room for both would be safe, but the memory that is then cleared in vain costs more than to grow now and
        // then.
        AddressArray combined = new AddressArray(left.family(), Math.max(lefts, rights));
        int i = 0;
        int j = 0;
        int inside = 0;
        while (i < lefts || j < rights) {
            int order = i == lefts ? 1 : j == rights ? -1 : left.compare(i, right.high(j), right.low(j));
            long high = order <= 0 ? left.high(i) : right.high(j);
            long low = order <= 0 ? left.low(i) : right.low(j);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            int now = operation.includes(i & 1, j & 1);
            if (now != inside) {
                combined.add(high, low);
                inside = now;
            }
        }
        return new Boundaries(combined);
    }

    /** The number of addresses. */
    BigInteger size() {
        BigInteger size = BigInteger.ZERO;
        for (int i = 0; i < flips.size(); i += 2) {
            BigInteger end = i + 1 < flips.size()
                    ? Unsigned128.toBigInteger(flips.high(i + 1), flips.low(i + 1))
                    : BigInteger.ONE.shiftLeft(flips.family().bits());
            size = size.add(end.subtract(Unsigned128.toBigInteger(flips.high(i), flips.low(i))));
        }
        return size;
    }

    /** The fewest prefixes that make up the set, in ascending order. */
    Blocks blocks() {
        BlockSink sink = new BlockSink(flips.family(), flips.size());
        forEachBlock(sink::add);
        return sink.blocks();
    }

    /** Passes on the fewest prefixes that make up the set, in ascending order. */
    <E extends Exception> void forEachBlock(BlockConsumer<E> consumer) throws E {
        int bits = flips.family().bits();
        for (int i = 0; i < flips.size(); i += 2) {
            boolean closed = i + 1 < flips.size();
            long endHigh = closed ? flips.high(i + 1) : Unsigned128.powerHigh(bits);
            long endLow = closed ? flips.low(i + 1) : Unsigned128.powerLow(bits);
            split(flips.high(i), flips.low(i), endHigh, endLow, bits, consumer);
        }
    }

    /** Cuts one interval greedily: at each step the largest block that starts here and does not pass the end. */
    private static <E extends Exception> void split(
            long high, long low, long endHigh, long endLow, int bits, BlockConsumer<E> consumer) throws E {
        do {
            long restHigh = Unsigned128.differenceHigh(endHigh, endLow, high, low);
            long restLow = endLow - low;
            // A rest of 0 is 2^128 modulo 2^128: the whole of IPv6.
            int fits = (restHigh | restLow) == 0 ? 128 : Unsigned128.floorLog2(restHigh, restLow);
            int hostBits = Math.min(Math.min(fits, Unsigned128.trailingZeros(high, low)), bits);
            consumer.accept(high, low, bits - hostBits);
            long nextHigh =
                    Unsigned128.sumHigh(high, low, Unsigned128.powerHigh(hostBits), Unsigned128.powerLow(hostBits));
            low += Unsigned128.powerLow(hostBits);
            high = nextHigh;
        } while (high != endHigh || low != endLow);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Boundaries other && flips.equals(other.flips);
    }

    @Override
    public int hashCode() {
        return flips.hashCode();
    }

    /** Takes the prefixes of one family one by one, as numbers. */
    interface BlockConsumer<E extends Exception> {
        void accept(long high, long low, int length) throws E;
    }

    /** Which addresses an operation keeps, by their membership in the left and the right set. */
    enum Operation {
        //        both, left, right, none
        UNION(0b1_1_1_0),
        INTERSECTION(0b1_0_0_0),
        MINUS(0b0_1_0_0);

        private final int kept;

        Operation(int kept) {
            this.kept = kept;
        }

        /** 1 for a member and a kept address, 0 for any other. */
        int includes(int left, int right) {
            return kept >>> 2 * left + right & 1;
        }
    }
}
