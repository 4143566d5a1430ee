package dev.sluice.ranges;

import java.math.BigInteger;

/** Arithmetic on unsigned 128-bit numbers held as two longs, modulo 2<sup>128</sup>. */
final class Unsigned128 {

    private Unsigned128() {}

    static int compare(long high, long low, long otherHigh, long otherLow) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, otherLow);
    }

    /** The upper half of 2<sup>exponent</sup>; 0 for an exponent of 128. */
    static long powerHigh(int exponent) {
        return exponent >= 64 && exponent < 128 ? 1L << (exponent - 64) : 0;
    }

    /** The lower half of 2<sup>exponent</sup>; 0 for an exponent of 64 or more. */
    static long powerLow(int exponent) {
        return exponent < 64 ? 1L << exponent : 0;
    }

    /** The upper half of a sum, whose lower half is {@code low + otherLow}. */
    static long sumHigh(long high, long low, long otherHigh, long otherLow) {
        long carry = Long.compareUnsigned(low + otherLow, low) < 0 ? 1 : 0;
        return high + otherHigh + carry;
    }

    /** The upper half of a difference, whose lower half is {@code low - otherLow}. */
    static long differenceHigh(long high, long low, long otherHigh, long otherLow) {
        long borrow = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
        return high - otherHigh - borrow;
    }

    /** The upper half of a number shifted to the left by 16 to 128 bits. */
    static long shiftedHigh(long high, long low, int by) {
        if (by >= 64) {
            return by < 128 ? low << (by - 64) : 0;
        }
        return high << by | low >>> (64 - by);
    }

    /** The lower half of a number shifted to the left by 16 to 128 bits. */
    static long shiftedLow(long low, int by) {
        return by < 64 ? low << by : 0;
    }

    /** The upper half of a number whose lowest bits, 0 to 128 of them, are set. */
    static long maskHigh(int bits) {
        return bits > 64 ? -1L >>> (128 - bits) : 0;
    }

    /** The lower half of a number whose lowest bits, 0 to 128 of them, are set. */
    static long maskLow(int bits) {
        return bits == 0 ? 0 : -1L >>> (64 - Math.min(bits, 64));
    }

    static int trailingZeros(long high, long low) {
        return low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
    }

    /** The largest n with 2<sup>n</sup> at most the number; -1 for 0. */
    static int floorLog2(long high, long low) {
        return high != 0 ? 127 - Long.numberOfLeadingZeros(high) : 63 - Long.numberOfLeadingZeros(low);
    }

    static BigInteger toBigInteger(long high, long low) {
        return unsigned(high).shiftLeft(64).add(unsigned(low));
    }

    private static BigInteger unsigned(long bits) {
        BigInteger signed = BigInteger.valueOf(bits);
        return bits >= 0 ? signed : signed.add(BigInteger.ONE.shiftLeft(64));
    }
}
