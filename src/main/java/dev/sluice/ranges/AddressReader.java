package dev.sluice.ranges;

/**
 * Reads addresses from bytes, dotted quads and RFC 4291's notation, without making an object for each.
 *
 * <p>After a successful {@link #read} the fields hold the address; after another they hold nothing of use.
 */
final class AddressReader {

    private static final int GROUPS = 8;
    private static final byte[] HEX = hexDigits();

    private Family family = Family.IPV4;
    private long high;
    private long low;
    private int group;

    Family family() {
        return family;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /**
     * Reads the address that begins at a place: no leading zeros in a quad, no zone, no blanks.
     *
     * @param text whose last byte is part of no address, so that no byte behind it is looked at
     * @return the place behind it, or -1 where none begins
     */
    int read(byte[] text, int from) {
        high = 0;
        low = 0;
        family = Family.IPV4;
        int end = readQuad(text, from);
        if (end >= 0) {
            return end;
        }
        family = Family.IPV6;
        return readGroups(text, from);
    }

    /** Appends four numbers as 32 bits. */
    private int readQuad(byte[] text, int from) {
        long quad = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && text[at++] != '.') {
                return -1;
            }
            int octet = text[at] - '0';
            if (octet < 0 || octet > 9) {
                return -1;
            }
            int digit = text[++at] - '0';
            // A leading zero means octal to some readers and decimal to others: no digit may follow it.
            if (digit >= 0 && digit <= 9 && octet > 0) {
                octet = 10 * octet + digit;
                digit = text[++at] - '0';
                if (digit >= 0 && digit <= 9) {
                    octet = 10 * octet + digit;
                    at++;
                }
            }
            if (octet > 255) {
                return -1;
            }
            quad = quad << 8 | octet;
        }
        low = low << 32 | quad;
        return at;
    }

    /** Reads groups between colons; those before a gap are put aside until it is known how far they move. */
    private int readGroups(byte[] text, int from) {
        int groups = 0;
        int gap = -1;
        long frontHigh = 0;
        long frontLow = 0;
        int at = from;
        boolean atGap = text[at] == ':' && text[at + 1] == ':';
        while (true) {
            if (atGap) {
                if (gap >= 0) {
                    return -1;
                }
                gap = groups;
                frontHigh = high;
                frontLow = low;
                high = 0;
                low = 0;
                at += 2;
            }
            int end = readGroup(text, at);
            if (end == at && gap != groups) {
                return -1;
            }
            if (end > at && text[end] == '.' && groups <= GROUPS - 2) {
                high = high << 32 | low >>> 32;
                at = readQuad(text, at);
                groups += 2;
                break;
            }
            if (end > at) {
                high = high << 16 | low >>> 48;
                low = low << 16 | group;
                groups++;
            }
            boolean more = end > at && groups < GROUPS && text[end] == ':';
            at = end;
            if (!more) {
                break;
            }
            atGap = text[at + 1] == ':';
            at += atGap ? 0 : 1;
        }
        if (gap < 0) {
            return groups == GROUPS ? at : -1;
        }
        high |= Unsigned128.shiftedHigh(frontHigh, frontLow, 16 * (GROUPS - gap));
        low |= Unsigned128.shiftedLow(frontLow, 16 * (GROUPS - gap));
        return groups < GROUPS ? at : -1;
    }

    /** Reads up to four digits into {@link #group}; the place behind them. */
    private int readGroup(byte[] text, int from) {
        int at = from;
        group = 0;
        while (at < from + 4 && text[at] >= 0 && HEX[text[at]] >= 0) {
            group = group << 4 | HEX[text[at++]];
        }
        return at;
    }

    private static byte[] hexDigits() {
        byte[] digits = new byte[128];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit(c, 16);
        }
        return digits;
    }
}
