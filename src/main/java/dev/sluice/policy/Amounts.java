package dev.sluice.policy;

import dev.sluice.ranges.Family;
import java.math.BigInteger;
import java.util.Locale;

/** Numbers in words: whole, with a comma after each three digits. */
public final class Amounts {

    private static final int NETWORK = 64;

    private Amounts() {}

    public static String family(Family family) {
        return switch (family) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
        };
    }

    /** IPv4 counts addresses, IPv6 networks of /64: the number of its addresses has too many digits to read. */
    public static String addresses(BigInteger addresses, Family family) {
        return switch (family) {
            case IPV4 -> number(addresses);
            case IPV6 -> isLessThanANetwork(addresses) ? "less than a /64" : networks(addresses) + " × /64";
        };
    }

    /** How many networks of /64 the addresses fill, for example {@code 65,536}; {@code < 1} for a part of one. */
    public static String networks(BigInteger addresses) {
        return isLessThanANetwork(addresses) ? "< 1" : number(addresses.shiftRight(NETWORK));
    }

    private static boolean isLessThanANetwork(BigInteger addresses) {
        return addresses.signum() > 0 && addresses.bitLength() <= NETWORK;
    }

    /** For example {@code 1 rule}, {@code 2,000 rules}; the plural ends in s or es. */
    public static String count(long number, String singular) {
        return count(BigInteger.valueOf(number), "", singular);
    }

    /**
     * For example {@code 2 more addresses}.
     *
     * @param which a word between number and noun, or empty
     */
    static String count(BigInteger number, String which, String singular) {
        String plural = singular.endsWith("x") || singular.endsWith("s") ? singular + "es" : singular + "s";
        return number(number) + " " + (which.isEmpty() ? "" : which + " ")
                + (number.equals(BigInteger.ONE) ? singular : plural);
    }

    public static String number(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
