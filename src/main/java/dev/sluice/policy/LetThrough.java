package dev.sluice.policy;

import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a firewall lets through ahead of what is blocked: the cluster's networks, and the user's first rules. Rules by name or
 * node are left out: the configuration does not tell which addresses they mean.
 *
 * <pre>
 *   networks           [====)
 *   Deny                  [=====)
 *   Allow                      [=======)
 *   Allow TCP/53                  [==========)
 *   whole              [====)   [======)
 *   partly                              [====)
 * </pre>
 *
 * @param whole the addresses to which all traffic is allowed
 * @param partly the addresses to which a rule by port allows some traffic
 */
public record LetThrough(IpSet whole, IpSet partly) {

    /** What networks and rules let through, the first rule first. */
    public static LetThrough of(Networks networks, List<Rule> before) {
        List<Rule> all = new ArrayList<>(networks.rules());
        all.addAll(before);
        OrderedRules rules = OrderedRules.of(all);
        IpSet whole = rules.decision().allowed();
        IpSet partly = rules.limited(rule -> rule.action() == Action.ALLOW && rule.to() instanceof Destination.Cidr);
        return new LetThrough(whole, partly.minus(whole));
    }

    /**
     * A family of which networks and whole-address Allow rules together cover every address, so that nothing is left for the
     * feeds to deny. Deny rules between them do not count: what a feed adds tomorrow would be let through all the same.
     */
    public static Optional<Family> everything(Networks networks, List<Rule> before) {
        List<Prefix> allowed = new ArrayList<>(networks.all());
        before.stream()
                .filter(rule -> rule.action() == Action.ALLOW)
                .flatMap(rule -> rule.decides().stream())
                .forEach(allowed::add);
        IpSet addresses = IpSet.of(allowed);
        return Arrays.stream(Family.values())
                .filter(family -> addresses.containsAll(IpSet.of(Prefix.everything(family))))
                .findFirst();
    }
}
