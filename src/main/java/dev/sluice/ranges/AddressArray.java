package dev.sluice.ranges;

import java.util.Arrays;

/**
 * Addresses of one family in one array, without an object for each: a long for IPv4; two, high then low, for IPv6.
 *
 * <p>It grows at its end. Code that hands it out must not change it any more.
 */
final class AddressArray {

    private final Family family;
    private final int width;
    private long[] words;
    private int used;

    /** An empty array with room for {@code capacity} addresses. */
    AddressArray(Family family, int capacity) {
        this(family, new long[capacity * width(family)], 0);
    }

    /** The first {@code size} addresses in words that nothing else changes. */
    AddressArray(Family family, long[] words, int size) {
        this.family = family;
        this.width = width(family);
        this.words = words;
        this.used = size * width;
    }

    Family family() {
        return family;
    }

    int size() {
        return used / width;
    }

    boolean isEmpty() {
        return used == 0;
    }

    long high(int i) {
        return width == 1 ? 0 : words[2 * i];
    }

    long low(int i) {
        return width == 1 ? words[i] : words[2 * i + 1];
    }

    void add(long high, long low) {
        if (used + width > words.length) {
            words = Arrays.copyOf(words, Math.max(8, 2 * words.length));
        }
        if (width == 2) {
            words[used++] = high;
        }
        words[used++] = low;
    }

    void removeLast() {
        used -= width;
    }

    int compare(int i, long high, long low) {
        return Unsigned128.compare(high(i), low(i), high, low);
    }

    /** How many of these addresses, which must ascend, are at or below an address. */
    int countUpTo(long high, long low) {
        return countUpTo(high, low, 0, size());
    }

    /** The same where it is known to be from {@code least} to {@code most}. */
    int countUpTo(long high, long low, int least, int most) {
        int from = least;
        int to = most;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(middle, high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The same addresses without much room for more; a little is cheaper to keep than to copy them all. */
    AddressArray trimmed() {
        boolean roomy = words.length - used > used / 2;
        return roomy ? new AddressArray(family, Arrays.copyOf(words, used), size()) : this;
    }

    private static int width(Family family) {
        return family == Family.IPV4 ? 1 : 2;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof AddressArray other
                && family == other.family
                && Arrays.equals(words, 0, used, other.words, 0, other.used);
    }

    @Override
    public int hashCode() {
        int hash = family.ordinal();
        for (int i = 0; i < used; i++) {
            hash = 31 * hash + Long.hashCode(words[i]);
        }
        return hash;
    }
}
