package dev.sluice.ranges;

import java.util.Arrays;

/** Reads and writes addresses: IPv4 as dotted quad, IPv6 as RFC 4291 allows and RFC 5952 recommends. */
final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    static Address parse(String text) {
        return text.indexOf(':') < 0 ? new Address(Family.IPV4, 0, parseQuad(text, text)) : parseGroups(text);
    }

    static String format(Address address) {
        return address.family() == Family.IPV4 ? formatQuad(address.low()) : formatGroups(address);
    }

    private static long parseQuad(String quad, String whole) {
        String[] parts = quad.split("\\.", -1);
        if (parts.length != 4) {
            throw invalid(whole);
        }
        long address = 0;
        for (String part : parts) {
            address = address << 8 | parseOctet(part, whole);
        }
        return address;
    }

    private static int parseOctet(String part, String whole) {
        // A leading zero means octal to some readers and decimal to others: refuse it.
        boolean wellFormed = !part.isEmpty()
                && part.length() <= 3
                && part.chars().allMatch(c -> c >= '0' && c <= '9')
                && (part.length() == 1 || part.charAt(0) != '0');
        if (!wellFormed || Integer.parseInt(part) > 255) {
            throw invalid(whole);
        }
        return Integer.parseInt(part);
    }

    private static Address parseGroups(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            throw invalid(text);
        }
        int[] groups;
        if (gap < 0) {
            groups = parseRun(text, text, true);
            if (groups.length != GROUPS) {
                throw invalid(text);
            }
        } else {
            int[] front = parseRun(text.substring(0, gap), text, false);
            int[] back = parseRun(text.substring(gap + 2), text, true);
            if (front.length + back.length >= GROUPS) {
                throw invalid(text);
            }
            groups = Arrays.copyOf(front, GROUPS);
            System.arraycopy(back, 0, groups, GROUPS - back.length, back.length);
        }
        return new Address(Family.IPV6, join(groups, 0), join(groups, 4));
    }

    /** Reads groups between colons; the last one may be a dotted quad where {@code mayEndInQuad}. */
    private static int[] parseRun(String run, String whole, boolean mayEndInQuad) {
        if (run.isEmpty()) {
            return new int[0];
        }
        String[] parts = run.split(":", -1);
        String last = parts[parts.length - 1];
        boolean quad = mayEndInQuad && last.indexOf('.') >= 0;
        int[] groups = new int[parts.length + (quad ? 1 : 0)];
        for (int i = 0; i < parts.length - (quad ? 1 : 0); i++) {
            groups[i] = parseGroup(parts[i], whole);
        }
        if (quad) {
            long address = parseQuad(last, whole);
            groups[groups.length - 2] = (int) (address >>> 16);
            groups[groups.length - 1] = (int) (address & 0xffff);
        }
        return groups;
    }

    private static int parseGroup(String part, String whole) {
        if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(AddressText::isHex)) {
            throw invalid(whole);
        }
        return Integer.parseInt(part, 16);
    }

    private static boolean isHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static long join(int[] groups, int from) {
        long bits = 0;
        for (int i = from; i < from + 4; i++) {
            bits = bits << 16 | groups[i];
        }
        return bits;
    }

    private static String formatQuad(long bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private static String formatGroups(Address address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) (half >>> (48 - 16 * (i % 4)) & 0xffff);
        }
        int gapStart = -1;
        int gapLength = 1; // RFC 5952 §4.2.2: a single group of zeros is not shortened
        for (int start = 0; start < GROUPS; start++) {
            int length = 0;
            while (start + length < GROUPS && groups[start + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gapStart = start;
                gapLength = length;
            }
        }
        if (gapStart < 0) {
            return joinHex(groups, 0, GROUPS);
        }
        return joinHex(groups, 0, gapStart) + "::" + joinHex(groups, gapStart + gapLength, GROUPS);
    }

    private static String joinHex(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is not an IP address");
    }
}
