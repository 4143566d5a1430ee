package dev.sluice.policy;

import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Random rules that tell apart only few addresses, so that asking about each of these is asking about all.
 *
 * <pre>
 *   IPv4 or IPv6   0 1 2 ... f [ rest of lower half ) [ rest of upper half ) 0 1 2 ... f
 *                  first /28                                                 last /28
 * </pre>
 *
 * The prefixes lie within the first or last sixteen addresses of a family, or are a half or the whole of it. The same seed
 * gives the same rules. Each run takes new seeds; {@code -Dpolicy.seed=N} makes N the first one.
 */
public final class TinyUniverse {

    private static final long FIRST_SEED = Long.getLong("policy.seed", System.currentTimeMillis());

    private static final int CORNER = 16;

    /** Addresses that no rule tells apart, by the first of them. */
    private record Cell(Address first, IpSet addresses) {}

    private static final List<Cell> CELLS =
            Stream.of(Family.values()).flatMap(TinyUniverse::cells).toList();

    private final long seed;
    private final SplittableRandom random;

    private TinyUniverse(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    public static Stream<TinyUniverse> cases(int count) {
        return LongStream.range(FIRST_SEED, FIRST_SEED + count).mapToObj(TinyUniverse::new);
    }

    /** One address for each cell, ascending. */
    public static List<Address> everyAddress() {
        return CELLS.stream().map(Cell::first).toList();
    }

    /** The set of all addresses for which a claim holds. */
    public static IpSet where(Predicate<Address> claim) {
        return CELLS.stream()
                .filter(cell -> claim.test(cell.first()))
                .map(Cell::addresses)
                .reduce(IpSet.EMPTY, IpSet::union);
    }

    /** What OVN-Kubernetes would do: go down the list and stop at the first match. */
    public static Optional<Action> firstMatch(List<Rule> rules, Address address) {
        for (Rule rule : rules) {
            if (rule.ports().isEmpty()
                    && rule.to() instanceof Destination.Cidr cidr
                    && cidr.prefix().contains(address)) {
                return Optional.of(rule.action());
            }
        }
        return Optional.empty();
    }

    /** Up to {@code most} rules, some of them with ports, a name or nodes. */
    public List<Rule> rules(int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> rule())
                .toList();
    }

    public List<Prefix> prefixes(int most) {
        return IntStream.range(0, random.nextInt(most + 1))
                .mapToObj(i -> prefix())
                .toList();
    }

    public Action action() {
        return oneIn(2) ? Action.ALLOW : Action.DENY;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private Rule rule() {
        List<Port> ports = oneIn(6) ? List.of(new Port(Port.Protocol.TCP, 443)) : List.of();
        return new Rule(action(), oneIn(6) ? partialDestination() : new Destination.Cidr(prefix()), ports);
    }

    private Destination partialDestination() {
        return oneIn(2)
                ? Notation.rule("Allow dns example.com").to()
                : Notation.rule("Deny nodes role=edge").to();
    }

    private Prefix prefix() {
        Family family = oneIn(2) ? Family.IPV4 : Family.IPV6;
        if (oneIn(6)) {
            return oneIn(3) ? Prefix.everything(family) : half(family, oneIn(2));
        }
        int hostBits = random.nextInt(5);
        int first = random.nextInt(CORNER) >> hostBits << hostBits;
        return new Prefix(corner(family, oneIn(2), first), family.bits() - hostBits);
    }

    private static Stream<Cell> cells(Family family) {
        List<Cell> cells = new ArrayList<>();
        IntStream.range(0, CORNER).forEach(i -> cells.add(host(corner(family, false, i))));
        cells.add(rest(half(family, false), corner(family, false, 0)));
        cells.add(rest(half(family, true), corner(family, true, 0)));
        IntStream.range(0, CORNER).forEach(i -> cells.add(host(corner(family, true, i))));
        return cells.stream();
    }

    private static Cell host(Address address) {
        return new Cell(address, IpSet.of(new Prefix(address, address.family().bits())));
    }

    private static Cell rest(Prefix half, Address corner) {
        IpSet rest =
                IpSet.of(half).minus(IpSet.of(new Prefix(corner, corner.family().bits() - 4)));
        return new Cell(rest.prefixes().getFirst().first(), rest);
    }

    private static Prefix half(Family family, boolean upper) {
        long first = upper ? 1L << (family == Family.IPV4 ? 31 : 63) : 0;
        return new Prefix(family == Family.IPV4 ? new Address(family, 0, first) : new Address(family, first, 0), 1);
    }

    private static Address corner(Family family, boolean last, int offset) {
        Address base = last
                ? Prefix.everything(family).last()
                : Prefix.everything(family).first();
        return new Address(family, base.high(), last ? base.low() - (CORNER - 1) + offset : offset);
    }

    private boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    /** Says how to see the same rules again. */
    @Override
    public String toString() {
        return "-Dpolicy.seed=" + seed;
    }
}
