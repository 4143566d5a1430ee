package dev.sluice.policy;

import dev.sluice.ranges.Family;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers in words: whole, with a comma after each three digits. */
public final class Amounts {

    private static final int NETWORK = 64;

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

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
        return number(number) + " " + (which.isEmpty() ? "" : which + " ")
                + (number.equals(BigInteger.ONE) ? singular : plural(singular));
    }

    private static String plural(String singular) {
        return singular.endsWith("x") || singular.endsWith("s") ? singular + "es" : singular + "s";
    }

    /**
     * For people who compare: {@code 67,840 addresses}, {@code 16.8 million addresses}, {@code 4.3 billion addresses}.
     *
     * @param singular its plural ends in s or es
     */
    public static String rounded(BigInteger number, String singular) {
        return rounded(number) + " " + (number.equals(BigInteger.ONE) ? singular : plural(singular));
    }

    /** For example {@code 67,840}, {@code 16.8 million}, {@code 4.3 billion}. */
    public static String rounded(BigInteger number) {
        if (number.compareTo(MILLION) < 0) {
            return number(number);
        }
        BigDecimal millions = tenths(number, MILLION);
        return millions.compareTo(BigDecimal.valueOf(1000)) < 0
                ? millions.toPlainString() + " million"
                : tenths(number, BILLION).toPlainString() + " billion";
    }

    private static BigDecimal tenths(BigInteger number, BigInteger of) {
        BigDecimal rounded = new BigDecimal(number).divide(new BigDecimal(of), 1, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().scale() < 0 ? rounded.setScale(0) : rounded.stripTrailingZeros();
    }

    public static String number(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
