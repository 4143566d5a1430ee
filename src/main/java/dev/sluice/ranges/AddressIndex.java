package dev.sluice.ranges;

/**
 * Says quickly how many ascending addresses lie at or below another one.
 *
 * <p>The stretch from the first to the last of them is cut into equal parts, about as many as there are addresses; for
 * each part it is known where its addresses begin. Where they lie evenly, few are left to search; where they crowd, the
 * search among them is by halves as ever. Immutable.
 */
final class AddressIndex {

    private final AddressArray addresses;
    private final long firstHigh;
    private final long firstLow;

    /** How many lower bits of an address's distance from the first do not tell its part. */
    private final int shift;

    /** For each part, and one behind the last, how many addresses lie before it. */
    private final int[] before;

    /** @param addresses ascending, at least one */
    AddressIndex(AddressArray addresses) {
        this.addresses = addresses;
        this.firstHigh = addresses.high(0);
        this.firstLow = addresses.low(0);
        int last = addresses.size() - 1;
        long high = Unsigned128.differenceHigh(addresses.high(last), addresses.low(last), firstHigh, firstLow);
        int partBits = Unsigned128.floorLog2(0, addresses.size());
        this.shift = Math.max(0, Unsigned128.floorLog2(high, addresses.low(last) - firstLow) + 1 - partBits);
        this.before = new int[part(addresses.high(last), addresses.low(last)) + 2];
        for (int i = 0; i <= last; i++) {
            before[part(addresses.high(i), addresses.low(i)) + 1] = i + 1;
        }
        for (int part = 1; part < before.length; part++) {
            before[part] = Math.max(before[part], before[part - 1]); // an empty part begins where the next one does
        }
    }

    int countUpTo(long high, long low) {
        if (Unsigned128.compare(high, low, firstHigh, firstLow) < 0) {
            return 0;
        }
        int part = part(high, low);
        return part < 0 || part >= before.length - 1
                ? addresses.size()
                : addresses.countUpTo(high, low, before[part], before[part + 1]);
    }

    /** The part of an address that is not below the first; negative or too large behind the last part. */
    private int part(long high, long low) {
        long distanceHigh = Unsigned128.differenceHigh(high, low, firstHigh, firstLow);
        long distanceLow = low - firstLow;
        if (shift >= Long.SIZE) {
            return clamped(distanceHigh >>> shift - Long.SIZE);
        }
        return shift == 0
                ? clamped(distanceHigh != 0 ? -1 : distanceLow)
                : clamped(distanceHigh >>> shift != 0 ? -1 : distanceHigh << Long.SIZE - shift | distanceLow >>> shift);
    }

    private static int clamped(long part) {
        return part >>> Integer.SIZE - 1 == 0 ? (int) part : -1;
    }
}
