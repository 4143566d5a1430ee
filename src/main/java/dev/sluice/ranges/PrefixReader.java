package dev.sluice.ranges;

/**
 * Reads prefixes in CIDR notation from bytes, without making an object for each.
 *
 * <p>After a {@link #read} without a flaw the fields hold the prefix.
 */
final class PrefixReader {

    private final AddressReader first = new AddressReader();
    private int length;
    private int end;

    /** What is wrong with a text, in the order in which it is looked for. */
    enum Flaw {
        NONE,
        NO_LENGTH,
        NO_ADDRESS,
        NO_NUMBER,
        MAPPED,
        TOO_LONG,
        HOST_BITS
    }

    Family family() {
        return first.family();
    }

    long high() {
        return first.high();
    }

    long low() {
        return first.low();
    }

    int length() {
        return length;
    }

    /** The place behind what was read. */
    int end() {
        return end;
    }

    /**
     * Reads the prefix that begins at a place and takes the rest of its line; says what is wrong with it.
     *
     * @param text that ends with a line feed
     */
    Flaw read(byte[] text, int from) {
        end = first.read(text, from);
        if (end < 0 || text[end] != '/') {
            return hasSlash(text, from) ? Flaw.NO_ADDRESS : Flaw.NO_LENGTH;
        }
        if (!readLength(text, end + 1)) {
            return Flaw.NO_NUMBER;
        }
        // Asked before the host bits, whose advice would be another block that is refused.
        if (family() == Family.IPV6 && high() == 0 && low() >>> 32 == 0xffff) {
            return Flaw.MAPPED;
        }
        int hostBits = family().bits() - length;
        if (hostBits < 0) {
            return Flaw.TOO_LONG;
        }
        return Unsigned128.trailingZeros(high(), low()) < hostBits ? Flaw.HOST_BITS : Flaw.NONE;
    }

    /** Reads up to three digits without leading zeros, with nothing behind them. */
    private boolean readLength(byte[] text, int from) {
        int number = 0;
        int at = from;
        int digit = text[at] - '0';
        while (digit >= 0 && digit <= 9 && at < from + 3) {
            number = 10 * number + digit;
            digit = text[++at] - '0';
        }
        length = number;
        end = at;
        boolean leadingZero = text[from] == '0' && at > from + 1;
        return at > from && !leadingZero && (text[at] == '\n' || text[at] == '\r' && text[at + 1] == '\n');
    }

    private static boolean hasSlash(byte[] text, int from) {
        int at = from;
        while (text[at] != '/' && text[at] != '\n') {
            at++;
        }
        return text[at] == '/';
    }

    Address address() {
        return new Address(family(), high(), low());
    }
}
