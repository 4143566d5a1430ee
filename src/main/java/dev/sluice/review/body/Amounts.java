package dev.sluice.review.body;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.math.BigInteger;
import java.util.Locale;

/** Numbers in words. */
final class Amounts {

    private static final int NETWORK = 64;

    private Amounts() {}

    static String family(Family family) {
        return switch (family) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }

    /** IPv4 counts addresses, IPv6 networks of /64: nobody can read the number of its addresses. */
    static String addresses(IpSet addresses, Family family) {
        BigInteger size = addresses.size(family);
        return switch (family) {
            case IPV4 -> number(size);
            case IPV6 -> {
                BigInteger networks = size.shiftRight(NETWORK);
                yield networks.signum() == 0 ? "less than a /64" : number(networks) + " × /64";
            }
        };
    }

    /** For example {@code 1 rule}, {@code 2 rules}; the plural ends in s or es. */
    static String count(long number, String singular) {
        String plural = singular.endsWith("x") ? singular + "es" : singular + "s";
        return number(BigInteger.valueOf(number)) + " " + (number == 1 ? singular : plural);
    }

    private static String number(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
