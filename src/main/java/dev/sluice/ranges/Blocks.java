package dev.sluice.ranges;

import java.util.Arrays;

/**
 * Prefixes of one family in one array of numbers: ascending by first address, then the larger first, without repetition.
 * Immutable.
 *
 * <pre>
 *   IPv4   one long     first address, then eight bits for the length
 *   IPv6   three longs  first address, high and low, then the length
 * </pre>
 *
 * Compared word by word as unsigned numbers, prefixes are in their order.
 */
final class Blocks {

    private static final int LENGTH_BITS = 8;

    private final Family family;
    private final long[] words;
    private final int size;

    /** Takes over words of which the first {@code size} prefixes fulfil the invariant. */
    Blocks(Family family, long[] words, int size) {
        boolean roomy = words.length - size * width(family) > words.length / 3;
        this.family = family;
        this.words = roomy ? Arrays.copyOf(words, size * width(family)) : words;
        this.size = size;
    }

    /** How many longs a prefix takes. */
    static int width(Family family) {
        return family == Family.IPV4 ? 1 : 3;
    }

    /** The only word of an IPv4 prefix. */
    static long word(long low, int length) {
        return low << LENGTH_BITS | length;
    }

    /** How many bits of a word may be set. */
    static int bits(Family family, int word) {
        return switch (family) {
            case IPV4 -> family.bits() + LENGTH_BITS;
            case IPV6 -> word == 2 ? LENGTH_BITS : Long.SIZE;
        };
    }

    Family family() {
        return family;
    }

    int size() {
        return size;
    }

    long high(int i) {
        return family == Family.IPV4 ? 0 : words[3 * i];
    }

    long low(int i) {
        return family == Family.IPV4 ? words[i] >>> LENGTH_BITS : words[3 * i + 1];
    }

    int length(int i) {
        return (int) (family == Family.IPV4 ? words[i] & (1 << LENGTH_BITS) - 1 : words[3 * i + 2]);
    }

    long lastHigh(int i) {
        return high(i) | Unsigned128.maskHigh(family.bits() - length(i));
    }

    long lastLow(int i) {
        return low(i) | Unsigned128.maskLow(family.bits() - length(i));
    }

    Prefix prefix(int i) {
        return new Prefix(new Address(family, high(i), low(i)), length(i));
    }

    @Override
    public boolean equals(Object o) {
        int used = size * width(family);
        return o instanceof Blocks other
                && family == other.family
                && size == other.size
                && Arrays.equals(words, 0, used, other.words, 0, used);
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : Long.hashCode(words[0]) + 31 * size;
    }
}
