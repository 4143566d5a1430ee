package dev.sluice.plan.briefing;

import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.policy.Action;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What changes in one cluster, and the words for it: titles of requests, subjects of commits and summaries share them.
 *
 * @param firewalls of every namespace, those that stay as they are among them
 * @param effect of all firewalls together
 * @param moved how many files only get another folder
 * @param otherFiles how many files change that hold neither a firewall nor a FlowCollector
 */
public record ClusterEffect(
        String cluster,
        Transition kind,
        List<FirewallDelta> firewalls,
        NetEffect effect,
        PolicyChange policy,
        int moved,
        int otherFiles) {

    private static final String CLOSES = "deny everything but what is allowed";

    public ClusterEffect {
        firewalls = List.copyOf(firewalls);
    }

    /** For example {@code deny 67,840 more addresses, 2,491,648 fewer}. */
    public String words() {
        return switch (kind) {
            case NEW -> isClosed() ? CLOSES + ", first publication" : effect.firstWords();
            case REMOVED -> "remove all firewalls";
            case CHANGED -> changedWords();
        };
    }

    /** What a reviewer must not miss comes before what the feeds change every day. */
    private String changedWords() {
        List<FirewallDelta> changed = changed();
        List<FirewallDelta> gone = changed.stream().filter(FirewallDelta::goes).toList();
        if (!gone.isEmpty()) {
            String lost =
                    addresses(gone.stream().map(firewall -> firewall.rules().deniedBefore()));
            return "remove " + names(gone) + lost + (lost.isEmpty() ? "" : " allowed") + rest(changed, gone);
        }
        List<FirewallDelta> closing = changed.stream()
                .filter(firewall -> closes(firewall) && !firewall.isNew())
                .toList();
        List<FirewallDelta> opening =
                changed.stream().filter(ClusterEffect::opens).toList();
        if (!closing.isEmpty() || !opening.isEmpty()) {
            List<FirewallDelta> those = closing.isEmpty() ? opening : closing;
            String where = those.size() == firewalls.size() ? "" : " in " + names(those);
            return (closing.isEmpty() ? "no longer " : "") + CLOSES + where + rest(changed, those);
        }
        List<FirewallDelta> come = changed.stream().filter(FirewallDelta::isNew).toList();
        if (!come.isEmpty()) {
            String more = come.stream().allMatch(ClusterEffect::closes)
                    ? ", everything but what is allowed"
                    : addresses(come.stream().map(firewall -> firewall.rules().deniedAfter()));
            return "new " + names(come) + more + (more.isEmpty() ? "" : " denied") + rest(changed, come);
        }
        return policy.isNone()
                ? effect.words(moved, otherFiles)
                : "configuration: " + policy.words() + ", " + effect.configurationWords();
    }

    private static String rest(List<FirewallDelta> changed, List<FirewallDelta> named) {
        return named.size() == changed.size() ? "" : ", and more";
    }

    private static String names(List<FirewallDelta> firewalls) {
        return firewalls.size() == 1
                ? "namespace " + PlainName.within(firewalls.getFirst().namespace())
                : Amounts.count(firewalls.size(), "namespace");
    }

    /** For example {@code , 5.5 million addresses}; nothing where none is of IPv4. */
    private static String addresses(Stream<IpSet> sets) {
        IpSet all = sets.distinct().reduce(IpSet.EMPTY, IpSet::union);
        return all.only(Family.IPV4).isEmpty() ? "" : ", " + Amounts.rounded(all.size(Family.IPV4), "address");
    }

    /** The firewalls that change. */
    public List<FirewallDelta> changed() {
        return firewalls.stream().filter(FirewallDelta::isChanged).toList();
    }

    /** Whether a firewall denies everything that it does not allow, and did not do so before. */
    public static boolean closes(FirewallDelta firewall) {
        return deniesTheRest(firewall.after()) && !deniesTheRest(firewall.before());
    }

    private static boolean opens(FirewallDelta firewall) {
        return !firewall.goes() && deniesTheRest(firewall.before()) && !deniesTheRest(firewall.after());
    }

    /** Whether rules deny everything that they do not allow. */
    public static boolean deniesTheRest(List<Rule> rules) {
        return rules.stream()
                .anyMatch(rule -> rule.action() == Action.DENY
                        && rule.decides().filter(prefix -> prefix.length() == 0).isPresent());
    }

    private boolean isClosed() {
        return !firewalls.isEmpty() && firewalls.stream().allMatch(ClusterEffect::closes);
    }
}
