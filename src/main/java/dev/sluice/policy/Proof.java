package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Shows that written rules decide every address as it was meant, over the whole address space of both families.
 *
 * <p>What was meant is put together by set algebra alone; what was written is read back from the manifest. Neither side
 * uses the code that makes rules.
 */
public final class Proof {

    private Proof() {}

    /** The addresses that a firewall is meant to deny. */
    public static IpSet meant(Networks networks, Firewall firewall, IpSet blocked) {
        IpSet otherwise = firewall.otherwise() == Action.DENY ? IpSet.EVERYTHING : IpSet.EMPTY;
        // From the weakest layer to the strongest, each painting over the ones before.
        IpSet denied = paint(otherwise, firewall.after().reversed());
        denied = denied.union(blocked);
        denied = paint(denied, firewall.before().reversed());
        return denied.minus(networks.addresses());
    }

    /**
     * The first address about which written rules say something else than was meant; empty when they agree on all.
     * Addresses that no written rule matches are allowed.
     */
    public static Optional<Prefix> firstDifference(IpSet meantDenied, List<Rule> written) {
        IpSet denied = OrderedRules.of(written).decision().denied();
        IpSet different = meantDenied.minus(denied).union(denied.minus(meantDenied));
        return different.prefixes().stream().findFirst();
    }

    private static IpSet paint(IpSet denied, Collection<Rule> fromWeakest) {
        IpSet painted = denied;
        for (Rule rule : fromWeakest) {
            IpSet addresses = rule.decides().map(IpSet::of).orElse(IpSet.EMPTY);
            painted = rule.action() == Action.DENY ? painted.union(addresses) : painted.minus(addresses);
        }
        return painted;
    }
}
