package dev.sluice.ranges;

import java.util.Comparator;
import java.util.function.Supplier;

/**
 * A block of addresses that share their leading bits, as CIDR notation writes it; its host bits are zero.
 *
 * <p>Prefixes order by first address, then the shorter length (the larger block) first.
 *
 * @param first the lowest address, inclusive
 * @param length the number of leading bits that all addresses share, 0 to 32 or 128
 */
public record Prefix(Address first, int length) implements Comparable<Prefix> {

    private static final Comparator<Prefix> ORDER =
            Comparator.comparing(Prefix::first).thenComparingInt(Prefix::length);

    private static final Prefix MAPPED = new Prefix(new Address(Family.IPV6, 0, 0xffff_0000_0000L), 96);

    public Prefix {
        check(first, length, () -> first + "/" + length);
    }

    /**
     * Reads a prefix in CIDR notation.
     *
     * @throws IllegalArgumentException if the text is not a CIDR, has host bits set, or writes an IPv4 block as IPv6
     *     (OVN-Kubernetes matches neither of the last two)
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is not a CIDR: it has no /length");
        }
        Address first;
        int length;
        try {
            first = Address.parse(text.substring(0, slash));
            length = parseLength(text.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a CIDR: " + e.getMessage(), e);
        }
        // Asked before the host bits, whose advice would be another block that is refused.
        if (MAPPED.contains(first)) {
            throw new IllegalArgumentException("'" + text + "' writes an IPv4 block as IPv6: write it as IPv4");
        }
        check(first, length, () -> text);
        return new Prefix(first, length);
    }

    public Family family() {
        return first.family();
    }

    /** The highest address, inclusive. */
    public Address last() {
        int hostBits = family().bits() - length;
        long high = hostBits > 64 ? mask(hostBits - 64) : 0;
        return new Address(family(), first.high() | high, first.low() | mask(Math.min(hostBits, 64)));
    }

    /**
     * The prefix of one bit less: the smallest that holds more than this one.
     *
     * @throws IllegalArgumentException for the prefix that holds its whole family
     */
    public Prefix parent() {
        return new Prefix(masked(first, family().bits() - length + 1), length - 1);
    }

    public boolean contains(Address address) {
        return address.family() == family() && first.compareTo(address) <= 0 && address.compareTo(last()) <= 0;
    }

    public boolean contains(Prefix other) {
        return length <= other.length && contains(other.first);
    }

    @Override
    public int compareTo(Prefix other) {
        return ORDER.compare(this, other);
    }

    /** CIDR notation, for example {@code 8.8.4.0/24} or {@code 2001:4860::/32}. */
    @Override
    public String toString() {
        return first + "/" + length;
    }

    /** Refuses what is no prefix; the error quotes it as somebody wrote it. */
    private static void check(Address first, int length, Supplier<String> written) {
        int hostBits = first.family().bits() - length;
        if (length < 0 || hostBits < 0) {
            throw new IllegalArgumentException("'" + written.get() + "' is not a CIDR: the length is from 0 to "
                    + first.family().bits());
        }
        if (Unsigned128.trailingZeros(first.high(), first.low()) < hostBits) {
            throw new IllegalArgumentException(
                    "'" + written.get() + "' has host bits set: write " + new Prefix(masked(first, hostBits), length));
        }
    }

    private static Address masked(Address address, int hostBits) {
        long high = hostBits > 64 ? address.high() & ~mask(hostBits - 64) : address.high();
        return new Address(address.family(), high, address.low() & ~mask(Math.min(hostBits, 64)));
    }

    private static int parseLength(String digits) {
        // Integer.parseInt alone would also read a sign and the digits of other scripts.
        boolean wellFormed = !digits.isEmpty()
                && digits.length() <= 3
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!wellFormed) {
            throw new IllegalArgumentException("its length is not a number");
        }
        return Integer.parseInt(digits);
    }

    /** The lowest {@code bits} bits set, for 0 to 64 bits. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L >>> (64 - bits);
    }
}
