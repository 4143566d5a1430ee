package dev.sluice.policy;

import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change means for the addresses that the firewalls of one cluster deny, whatever rules say it. An address is denied
 * where a firewall denies all traffic to it that no rule by port, name or node takes. It counts once, however many of the
 * firewalls treat it so.
 *
 * @param isNone whether all traffic is treated as before, that which meets rules by port, name or node as well
 * @param rules how the lists of rules change
 */
public record NetEffect(Denied ipv4, Denied ipv6, boolean isNone, RewrittenRules rules) {

    /** What is said of a cluster in which nothing changes. */
    public static final NetEffect NONE = new NetEffect(Denied.NONE, Denied.NONE, true, new RewrittenRules(0, 0, 0));

    /**
     * Addresses of one family.
     *
     * @param now denied by at least one firewall after the change
     * @param more that at least one firewall denies and did not deny before
     * @param fewer that at least one firewall denied before and does not deny any more
     */
    public record Denied(BigInteger now, BigInteger more, BigInteger fewer) {

        private static final Denied NONE = new Denied(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        boolean changes() {
            return more.signum() > 0 || fewer.signum() > 0;
        }
    }

    /**
     * Lists of rules that change; firewalls that share them count once.
     *
     * @param before the number of rules in all of these lists together
     */
    public record RewrittenRules(int lists, int before, int now) {}

    /** The effect of what becomes of firewalls: of all namespaces, those that stay as they are among them. */
    public static NetEffect of(Collection<FirewallDelta> firewalls) {
        IpSet now = IpSet.EMPTY;
        IpSet more = IpSet.EMPTY;
        IpSet fewer = IpSet.EMPTY;
        boolean isNone = true;
        RewrittenRules rules = new RewrittenRules(0, 0, 0);
        List<RuleDelta> different =
                firewalls.stream().map(FirewallDelta::rules).distinct().toList();
        for (RuleDelta delta : different) {
            now = now.union(delta.deniedAfter());
            if (delta.before().equals(delta.after())) {
                continue;
            }
            Effect effect = delta.effect();
            more = more.union(effect.newlyDenied());
            fewer = fewer.union(effect.newlyAllowed());
            isNone &= effect.isNone();
            rules = new RewrittenRules(rules.lists + 1, rules.before + effect.before(), rules.now + effect.after());
        }
        return new NetEffect(
                denied(Family.IPV4, now, more, fewer), denied(Family.IPV6, now, more, fewer), isNone, rules);
    }

    private static Denied denied(Family family, IpSet now, IpSet more, IpSet fewer) {
        return new Denied(now.size(family), more.size(family), fewer.size(family));
    }

    /**
     * The effect on a cluster that was published before, for example {@code deny 67,840 more addresses, 2,491,648 fewer,
     * IPv6 changes}: addresses are those of IPv4.
     *
     * @param moved how many files only lie in another folder
     * @param files how many other files change, but for FlowCollectors
     */
    public String words(int moved, int files) {
        if (!isNone || ipv4.changes() || ipv6.changes()) {
            return decisionWords();
        }
        if (rules.lists == 1 && rules.before != rules.now) {
            return "same decisions, " + Amounts.count(rules.now, "rule") + " instead of "
                    + Amounts.number(BigInteger.valueOf(rules.before));
        }
        if (rules.lists > 0) {
            return "same decisions, rules written differently";
        }
        if (moved > 0) {
            return "move files, same decisions"; // a whole fleet shares these words
        }
        if (files > 0) {
            return "update " + Amounts.count(files, "file") + ", same decisions";
        }
        return "update the FlowCollector, same decisions";
    }

    /** The effect of another configuration: what becomes of decisions, however the rules are written. */
    public String configurationWords() {
        return isNone && !ipv4.changes() && !ipv6.changes() ? "same decision" : decisionWords();
    }

    private String decisionWords() {
        return ipv4.changes() || ipv6.changes() ? addresses() : "change rules by port, name or node";
    }

    private String addresses() {
        String more = ipv4.more.signum() > 0 ? "deny " + Amounts.count(ipv4.more, "more", "address") : "";
        String fewer = ipv4.fewer.signum() == 0
                ? ""
                : more.isEmpty()
                        ? "deny " + Amounts.count(ipv4.fewer, "fewer", "address")
                        : Amounts.number(ipv4.fewer) + " fewer";
        String same = ipv4.changes() ? "" : "deny the same IPv4 addresses";
        return joined(more, fewer, same, ipv6Words());
    }

    /** The effect on a cluster that was never published, for example {@code deny 28,214,784 addresses, first publication}. */
    public String firstWords() {
        return joined("deny " + Amounts.count(ipv4.now, "", "address"), ipv6Words(), "first publication");
    }

    private String ipv6Words() {
        return ipv6.changes() ? "IPv6 changes" : "";
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
