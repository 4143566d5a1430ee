package dev.sluice.ranges;

import dev.sluice.ranges.PrefixReader.Flaw;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

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

    public Prefix {
        int hostBits = first.family().bits() - length;
        if (length < 0 || hostBits < 0) {
            throw new IllegalArgumentException(
                    "'" + first + "/" + length + "' is not a CIDR: " + lengths(first.family()));
        }
        if (Unsigned128.trailingZeros(first.high(), first.low()) < hostBits) {
            throw hostBits(first + "/" + length, first, length);
        }
    }

    /** The prefix that holds every address of a family: {@code 0.0.0.0/0} or {@code ::/0}. */
    public static Prefix everything(Family family) {
        return new Prefix(new Address(family, 0, 0), 0);
    }

    /**
     * Reads a prefix in CIDR notation.
     *
     * @throws IllegalArgumentException if the text is not a CIDR, has host bits set, or writes an IPv4 block as IPv6
     *     (OVN-Kubernetes matches neither of the last two)
     */
    public static Prefix parse(String text) {
        byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
        PrefixReader reader = new PrefixReader();
        Flaw flaw = reader.read(line, 0);
        boolean isLine = flaw == Flaw.NONE && reader.end() < line.length - 1;
        String refused = "'" + text + "' is not a CIDR: ";
        return switch (isLine ? Flaw.NO_NUMBER : flaw) {
            case NONE -> new Prefix(reader.address(), reader.length());
            case NO_LENGTH -> throw new IllegalArgumentException(refused + "it has no /length");
            case NO_ADDRESS ->
                throw new IllegalArgumentException(
                        refused + "'" + text.substring(0, text.indexOf('/')) + "' is not an IP address");
            case NO_NUMBER -> throw new IllegalArgumentException(refused + "its length is not a number");
            case MAPPED ->
                throw new IllegalArgumentException("'" + text + "' writes an IPv4 block as IPv6: write it as IPv4");
            case TOO_LONG -> throw new IllegalArgumentException(refused + lengths(reader.family()));
            case HOST_BITS -> throw hostBits(text, reader.address(), reader.length());
        };
    }

    public Family family() {
        return first.family();
    }

    /** The highest address, inclusive. */
    public Address last() {
        int hostBits = family().bits() - length;
        return new Address(
                family(), first.high() | Unsigned128.maskHigh(hostBits), first.low() | Unsigned128.maskLow(hostBits));
    }

    /**
     * The prefix of one bit less: the smallest that holds more than this one.
     *
     * @throws IllegalArgumentException for the prefix that holds its whole family
     */
    public Prefix parent() {
        return new Prefix(masked(first, length - 1), length - 1);
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

    private static String lengths(Family family) {
        return "the length is from 0 to " + family.bits();
    }

    private static IllegalArgumentException hostBits(String written, Address first, int length) {
        return new IllegalArgumentException(
                "'" + written + "' has host bits set: write " + new Prefix(masked(first, length), length));
    }

    private static Address masked(Address address, int length) {
        int hostBits = address.family().bits() - length;
        return new Address(
                address.family(),
                address.high() & ~Unsigned128.maskHigh(hostBits),
                address.low() & ~Unsigned128.maskLow(hostBits));
    }
}
