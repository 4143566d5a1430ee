package dev.sluice.command;

import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import dev.sluice.text.TextTable;
import java.math.BigInteger;
import java.util.List;

/** What becomes of firewalls, a row each. */
final class ChangeTable {

    private ChangeTable() {}

    static TextTable of(List<FirewallDelta> changed) {
        return new TextTable(
                List.of("cluster", "namespace", "rules before", "after", "newly denied", "newly allowed"),
                List.of(2, 3, 4, 5),
                changed.stream().map(ChangeTable::row).toList());
    }

    private static List<String> row(FirewallDelta delta) {
        Effect effect = delta.rules().effect();
        return List.of(
                delta.cluster(),
                delta.namespace(),
                Integer.toString(effect.before()),
                Integer.toString(effect.after()),
                amount(effect.newlyDenied()),
                amount(effect.newlyAllowed()));
    }

    /** IPv4 counts addresses, IPv6 networks of /64 where there are any. */
    private static String amount(IpSet addresses) {
        BigInteger ipv6 = addresses.size(Family.IPV6);
        String ipv4 = Amounts.number(addresses.size(Family.IPV4));
        return ipv6.signum() == 0 ? ipv4 : ipv4 + " + IPv6 " + Amounts.addresses(ipv6, Family.IPV6);
    }
}
