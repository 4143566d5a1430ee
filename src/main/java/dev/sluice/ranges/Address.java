package dev.sluice.ranges;

import java.nio.charset.StandardCharsets;

/**
 * One IP address as an unsigned number of its family's width.
 *
 * <p>An IPv4 address has {@code high} 0 and {@code low} below 2<sup>32</sup>. Addresses order by family, IPv4 first, then
 * as unsigned numbers.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Address(Family family, long high, long low) implements Comparable<Address> {

    public Address {
        if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException(
                    "an IPv4 address has 32 bits, got " + Long.toHexString(high) + ":" + Long.toHexString(low));
        }
    }

    /**
     * Reads an address in dotted quad or RFC 4291 notation.
     *
     * @throws IllegalArgumentException if the text is anything else: leading zeros, a zone, a prefix length, blanks
     */
    public static Address parse(String text) {
        byte[] line = (text + '\n').getBytes(StandardCharsets.UTF_8);
        AddressReader reader = new AddressReader();
        if (reader.read(line, 0) != line.length - 1) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address");
        }
        return new Address(reader.family(), reader.high(), reader.low());
    }

    /**
     * Reads the address of a host, as {@link #parse} does, but refuses an IPv4 address that is written as IPv6: nothing on
     * a wire carries it.
     */
    public static Address parseHost(String text) {
        Address address = parse(text);
        if (address.family == Family.IPV6 && address.high == 0 && address.low >>> 32 == 0xffff) {
            throw new IllegalArgumentException("'" + text + "' writes an IPv4 address as IPv6: write it as IPv4");
        }
        return address;
    }

    @Override
    public int compareTo(Address other) {
        int byFamily = family.compareTo(other.family);
        return byFamily != 0 ? byFamily : Unsigned128.compare(high, low, other.high, other.low);
    }

    /** The address in dotted quad or in RFC 5952 form: lower case, the longest run of zeros shortened. */
    @Override
    public String toString() {
        byte[] text = new byte[AddressWriter.LONGEST];
        int length = AddressWriter.write(family, high, low, text, 0);
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }
}
