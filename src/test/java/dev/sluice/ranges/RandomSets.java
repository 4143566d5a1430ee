package dev.sluice.ranges;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Random sets that crowd the same few places of each family, so that their blocks touch, nest and overlap.
 *
 * <p>The same seed gives the same sets. Each run takes new seeds; {@code -Dranges.seed=N} makes N the first one.
 */
final class RandomSets {

    private static final long FIRST_SEED = Long.getLong("ranges.seed", System.currentTimeMillis());

    private final long seed;
    private final SplittableRandom random;
    private final List<Address> places = new ArrayList<>();

    private RandomSets(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        for (Family family : Family.values()) {
            BigInteger anywhere = new BigInteger(1, bytes(family.bits() / 8));
            places.add(Prefix.everything(family).first());
            places.add(Prefix.everything(family).last());
            places.add(address(family, anywhere));
            // An IPv6 block that begins here has its neighbour's addresses in another word.
            places.add(address(family, clearLowest(family.bits() / 2, anywhere)));
        }
    }

    static Stream<RandomSets> cases(int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count).mapToObj(RandomSets::new);
    }

    IpSet set() {
        return IpSet.of(prefixes());
    }

    /** Up to thirty prefixes, in no order, with overlaps and repetitions; sometimes none, sometimes whole families. */
    List<Prefix> prefixes() {
        boolean huge = oneIn(4);
        List<Prefix> prefixes = new ArrayList<>();
        for (int rest = random.nextInt(20); rest > 0; rest--) {
            Prefix prefix = prefix(huge && oneIn(6));
            prefixes.add(prefix);
            if (oneIn(2)) {
                prefixes.add(prefixAfter(prefix));
            }
        }
        return prefixes;
    }

    List<Prefix> prefixes(Family family) {
        return prefixes().stream().filter(prefix -> prefix.family() == family).toList();
    }

    /** An IPv6 address that gives the shortening of zeros something to choose from. */
    Address addressWithZeroGroups() {
        long high = random.nextLong();
        long low = random.nextLong();
        for (int shift = 0; shift < 64; shift += 16) {
            high &= oneIn(2) ? -1 : ~(0xffffL << shift);
            low &= oneIn(2) ? -1 : ~(0xffffL << shift);
        }
        return new Address(Family.IPV6, high, low);
    }

    /** An address at or beside the first or last one of a set's prefixes, or anywhere in the crowded places. */
    Address addressNear(IpSet set) {
        List<Prefix> prefixes = set.prefixes();
        if (prefixes.isEmpty() || oneIn(4)) {
            return move(pick(places), random.nextInt(-40, 40));
        }
        Prefix prefix = pick(prefixes);
        return move(oneIn(2) ? prefix.first() : prefix.last(), random.nextInt(-1, 2));
    }

    private Prefix prefix(boolean huge) {
        Address near = move(pick(places), random.nextInt(-40, 40));
        int bits = near.family().bits();
        if (huge) {
            return block(near, bits - random.nextInt(9));
        }
        return block(near, oneIn(5) ? random.nextInt(bits) : random.nextInt(5));
    }

    /** The block right behind another one, as large or smaller; behind the family's last address its first one. */
    private Prefix prefixAfter(Prefix prefix) {
        int hostBits = prefix.family().bits() - prefix.length();
        return block(move(prefix.last(), 1), Math.max(0, hostBits - random.nextInt(3)));
    }

    /** The block of 2<sup>hostBits</sup> addresses around an address. */
    static Prefix block(Address within, int hostBits) {
        BigInteger first = clearLowest(hostBits, number(within));
        return new Prefix(address(within.family(), first), within.family().bits() - hostBits);
    }

    private static Address move(Address address, int by) {
        return address(address.family(), number(address).add(BigInteger.valueOf(by)));
    }

    private static BigInteger number(Address address) {
        return new BigInteger(Long.toHexString(address.high()), 16)
                .shiftLeft(64)
                .add(new BigInteger(Long.toHexString(address.low()), 16));
    }

    private static Address address(Family family, BigInteger number) {
        BigInteger wrapped = number.mod(BigInteger.ONE.shiftLeft(family.bits()));
        return new Address(family, wrapped.shiftRight(64).longValue(), wrapped.longValue());
    }

    private static BigInteger clearLowest(int bits, BigInteger number) {
        return number.shiftRight(bits).shiftLeft(bits);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Says how to see the same sets again. */
    @Override
    public String toString() {
        return "-Dranges.seed=" + seed;
    }
}
