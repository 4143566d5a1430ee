package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
import java.util.List;

/**
 * What must be true of every firewall, whatever the feeds say.
 *
 * @param addresses where it holds; one address is a prefix of full length
 * @param expected what happens to all traffic there
 * @param note why, in the author's own words; may be empty
 * @param origin who says so
 */
public record Assertion(Prefix addresses, Action expected, String note, Asserter origin) {

    /** Who makes an assertion. */
    public enum Asserter {
        /** The user, about every address of it. */
        USER,
        /** Sluice, about what the user's own configuration leaves of it. */
        DEFAULT
    }

    /** Google's own front ends, never rented out: feeds that leave one of them open are not to be trusted. */
    public static final Assertion GOOGLE =
            new Assertion(Prefix.parse("142.250.0.0/15"), Action.DENY, "Google's own services", Asserter.DEFAULT);

    /** A cluster reaches itself. */
    static List<Assertion> of(Networks networks) {
        return networks.all().stream()
                .map(network -> new Assertion(network, Action.ALLOW, "the cluster's own network", Asserter.DEFAULT))
                .toList();
    }

    /**
     * The addresses that it speaks of in one namespace. A default that denies leaves out what the user allows on purpose:
     * exemptions, networks, and what a rule of their own allows first, be it to one port.
     */
    IpSet in(Networks networks, Firewall firewall, Collection<Prefix> exempt) {
        IpSet all = IpSet.of(addresses);
        if (origin == Asserter.USER || expected == Action.ALLOW) {
            return all;
        }
        List<Prefix> allowed = firewall.before().stream()
                .filter(rule -> rule.action() == Action.ALLOW)
                .flatMap(rule -> rule.to() instanceof Destination.Cidr cidr
                        ? List.of(cidr.prefix()).stream()
                        : List.<Prefix>of().stream())
                .toList();
        return all.minus(networks.addresses()).minus(IpSet.of(exempt)).minus(IpSet.of(allowed));
    }

    /** For example {@code 142.250.0.0/15 deny (Google's own services)}. */
    @Override
    public String toString() {
        String decision = expected == Action.ALLOW ? "allow" : "deny";
        return addresses + " " + decision + (note.isEmpty() ? "" : " (" + note + ")");
    }
}
