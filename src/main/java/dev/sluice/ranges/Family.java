package dev.sluice.ranges;

/** The two address families of the Internet Protocol. */
public enum Family {
    IPV4(32),
    IPV6(128);

    private final int bits;

    Family(int bits) {
        this.bits = bits;
    }

    /** The width of an address in bits: 32 or 128. */
    public int bits() {
        return bits;
    }
}
