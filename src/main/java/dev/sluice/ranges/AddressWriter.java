package dev.sluice.ranges;

/** Writes addresses into bytes: IPv4 as dotted quad, IPv6 as RFC 5952 recommends. */
final class AddressWriter {

    /** The length of the longest address: eight groups of four digits. */
    static final int LONGEST = 39;

    private static final int GROUPS = 8;

    /** The three digits of each number, a byte each: to divide for each anew takes longer than all the rest. */
    private static final int[] DIGITS = digits();

    private AddressWriter() {}

    /** Writes an address from a place on; the place behind it. */
    static int write(Family family, long high, long low, byte[] out, int at) {
        return switch (family) {
            case IPV4 -> writeQuad(low, out, at);
            case IPV6 -> writeGroups(high, low, out, at);
        };
    }

    /** Writes a number from 0 to 255. */
    static int writeNumber(int number, byte[] out, int at) {
        int digits = DIGITS[number];
        int next = at;
        if (number >= 100) {
            out[next++] = (byte) (digits >>> 16);
        }
        if (number >= 10) {
            out[next++] = (byte) (digits >>> 8);
        }
        out[next++] = (byte) digits;
        return next;
    }

    private static int[] digits() {
        int[] digits = new int[256];
        for (int number = 0; number < digits.length; number++) {
            digits[number] = '0' + number / 100 << 16 | '0' + number / 10 % 10 << 8 | '0' + number % 10;
        }
        return digits;
    }

    private static int writeQuad(long quad, byte[] out, int at) {
        int next = at;
        for (int shift = 24; shift >= 0; shift -= 8) {
            next = writeNumber((int) (quad >>> shift) & 0xff, out, next);
            if (shift > 0) {
                out[next++] = '.';
            }
        }
        return next;
    }

    private static int writeGroups(long high, long low, byte[] out, int at) {
        int gap = -1;
        int gapLength = 1; // RFC 5952 §4.2.2: a single group of zeros is not shortened
        for (int start = 0; start < GROUPS; start++) {
            int length = 0;
            while (start + length < GROUPS && group(high, low, start + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = start;
                gapLength = length;
            }
        }
        if (gap < 0) {
            return writeGroups(high, low, 0, GROUPS, out, at);
        }
        int next = writeGroups(high, low, 0, gap, out, at);
        out[next++] = ':';
        out[next++] = ':';
        return writeGroups(high, low, gap + gapLength, GROUPS, out, next);
    }

    private static int writeGroups(long high, long low, int from, int to, byte[] out, int at) {
        int next = at;
        for (int i = from; i < to; i++) {
            if (i > from) {
                out[next++] = ':';
            }
            next = writeHex(group(high, low, i), out, next);
        }
        return next;
    }

    private static int group(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> 48 - 16 * (i % 4)) & 0xffff;
    }

    private static int writeHex(int group, byte[] out, int at) {
        int next = at;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (shift == 0 || group >>> shift != 0) {
                out[next++] = (byte) Character.forDigit(group >>> shift & 0xf, 16);
            }
        }
        return next;
    }
}
