package dev.sluice.policy.certificate;

import dev.sluice.policy.Action;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.ranges.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What ordered rules decide about every address of both families.
 *
 * <p>Functions are equal exactly when all addresses behave alike: the order of rules and how prefixes are split show
 * only where they have an effect. A rule with ports, a name or a node selector has its place at each address that no
 * rule before it decides.
 */
public final class DecisionFunction {

    /** Disjoint and not empty; together every address. */
    private final Map<Behaviour, IpSet> addresses;

    DecisionFunction(Map<Behaviour, IpSet> addresses) {
        this.addresses = Map.copyOf(addresses);
    }

    /** The decision of an egress firewall: the first rule that matches decides, and what none matches is allowed. */
    public static DecisionFunction of(List<Rule> rules) {
        return new Sweep().rules(rules).otherwise(Action.ALLOW);
    }

    /** The lowest address about which another function says something else, IPv4 before IPv6. */
    public Optional<Address> firstDifference(DecisionFunction other) {
        return addresses.entrySet().stream()
                .map(entry -> entry.getValue().minus(other.addresses.getOrDefault(entry.getKey(), IpSet.EMPTY)))
                .filter(different -> !different.isEmpty())
                .map(different -> different.prefixes().getFirst().first())
                .min(Address::compareTo);
    }

    /**
     * Whether no traffic is denied that another function allows: every address behaves as there, or is allowed where it was
     * denied, behind the same limited rules. Where these change otherwise it is not looked whether they allow more.
     */
    public boolean deniesNoMoreThan(DecisionFunction other) {
        return addresses.entrySet().stream().allMatch(now -> other.addresses.entrySet().stream()
                .filter(then -> !now.getKey().isAsMildAs(then.getKey()))
                .allMatch(then -> now.getValue().intersection(then.getValue()).isEmpty()));
    }

    /** What happens to traffic to an address, for example {@code Deny} or {@code Allow TCP/443; Deny}. */
    public String at(Address address) {
        return addresses.entrySet().stream()
                .filter(entry -> entry.getValue().contains(address))
                .map(entry -> entry.getKey().toString())
                .findFirst()
                .orElseThrow();
    }

    /** The addresses to which traffic is denied unless a rule with ports, a name or a node selector takes it. */
    public IpSet denied() {
        return addresses.entrySet().stream()
                .filter(entry -> entry.getKey().otherwise() == Action.DENY)
                .map(Map.Entry::getValue)
                .reduce(IpSet.EMPTY, IpSet::union);
    }

    /**
     * The function in canonical form: a line for each prefix to which not all traffic is simply allowed, with what happens
     * to traffic there.
     *
     * <pre>
     *   8.8.4.0/24 Deny
     *   8.8.8.0/24 Allow TCP/53, UDP/53; Deny
     *   2001:4860::/32 Allow dns example.com TCP/443; Deny
     * </pre>
     *
     * Of the addresses that behave alike these are the fewest prefixes. IPv4 comes before IPv6, then the lower address
     * first; each line ends in a line feed. What traffic meets in turn is parted by semicolons, what is asked in no
     * particular order by commas, sorted; the last word is for what nothing else takes.
     */
    public String text() {
        SortedMap<Prefix, Behaviour> lines = new TreeMap<>();
        addresses.forEach((behaviour, set) -> {
            if (!behaviour.equals(Behaviour.ALLOWED)) {
                set.prefixes().forEach(prefix -> lines.put(prefix, behaviour));
            }
        });
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The SHA-256 of {@link #text}, in hexadecimal: the same exactly for equal functions. */
    public String digest() {
        return Sha256.hex(text());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof DecisionFunction other && addresses.equals(other.addresses);
    }

    @Override
    public int hashCode() {
        return addresses.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
