package dev.sluice.run;

import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;
import dev.sluice.policy.Strategy;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Target;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random feeds and policies that crowd the same few places of both families, both their ends and a network among them. */
final class RandomPlaces {

    /** What no random prefix touches and no feed loses, so that something is always left to deny. */
    static final List<String> GOOG = List.of("8.8.8.0/24", "2001:4860::/48");

    static final List<String> CLOUD = List.of("104.154.0.0/15");

    private static final List<Address> PLACES = Stream.of(
                    "0.0.0.64",
                    "192.168.99.128",
                    "198.51.100.64",
                    "255.255.255.192",
                    "::1:40",
                    "2001:db8::40",
                    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffc0")
            .map(Address::parse)
            .toList();

    private final SplittableRandom random;

    RandomPlaces(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Fleet fleet() {
        Set<Family> families = pick(List.of(Set.of(Family.IPV4), Set.of(Family.IPV6), Set.of(Family.values())));
        return Fleet.of(
                        Fleet.cluster("east", Optional.empty(), target("shop"), target("bank")),
                        Fleet.cluster("west", Optional.empty(), target("shop")))
                .strategy(pick(List.of(Strategy.values())))
                .families(families.toArray(Family[]::new))
                .exempt(some(3, this::prefix).stream().map(Prefix::toString).toArray(String[]::new))
                .special("goog"); // most places are not public, and what is said of them is to count
    }

    /** Some of these prefixes, and some others. */
    List<String> feed(List<String> before) {
        List<String> feed = new ArrayList<>(before);
        feed.removeIf(prefix -> !GOOG.contains(prefix) && !CLOUD.contains(prefix) && random.nextInt(4) == 0);
        some(8, this::prefix).forEach(prefix -> feed.add(prefix.toString()));
        return feed;
    }

    boolean isHeads() {
        return random.nextBoolean();
    }

    /** A number beside which rules may differ: a prefix's first or last, or the one before or after. */
    static List<BigInteger> edges(Prefix prefix) {
        BigInteger size = BigInteger.ONE.shiftLeft(prefix.family().bits() - prefix.length());
        BigInteger first = number(prefix.first());
        BigInteger next = first.add(size);
        return List.of(first.subtract(BigInteger.ONE), first, next.subtract(BigInteger.ONE), next);
    }

    static BigInteger number(Address address) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(address.high())
                .putLong(address.low())
                .array();
        return new BigInteger(1, bytes);
    }

    private Target target(String namespace) {
        List<Rule> before = some(3, this::rule);
        List<Rule> after = some(3, this::rule);
        return new Target(new Firewall(namespace, before, after, pick(List.of(Action.values()))), true);
    }

    private Rule rule() {
        Action action = pick(List.of(Action.values()));
        return switch (random.nextInt(4)) {
            case 0 -> new Rule(action, new Destination.Cidr(prefix()), List.of(new Port(Port.Protocol.TCP, 443)));
            case 1 -> new Rule(action, new Destination.DnsName("example.com"), List.of());
            default -> new Rule(action, new Destination.Cidr(prefix()), List.of());
        };
    }

    /** At most 128 addresses, at most 64 away from a place. */
    private Prefix prefix() {
        Address place = pick(PLACES);
        int bits = place.family().bits();
        int hostBits = random.nextInt(8);
        long low = place.low() + random.nextInt(-64, 64) >> hostBits << hostBits;
        return new Prefix(new Address(place.family(), place.high(), low), bits - hostBits);
    }

    private <T> List<T> some(int atMost, Supplier<T> supplier) {
        return Stream.generate(supplier).limit(random.nextInt(atMost + 1)).toList();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
