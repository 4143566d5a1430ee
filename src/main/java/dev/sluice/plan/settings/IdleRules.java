package dev.sluice.plan.settings;

import dev.sluice.policy.Destination;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the users' rules of a family that a cluster's pods do not have. OVN-Kubernetes takes such a rule, makes an ACL of it,
 * and no packet ever meets it.
 */
public final class IdleRules {

    private IdleRules() {}

    /** What to say of a cluster, a sentence for each rule; nothing where its pods' networks are not known. */
    public static List<String> warnings(Cluster cluster) {
        List<Family> spoken =
                cluster.networks().pod().stream().map(Prefix::family).distinct().toList();
        List<Family> unspoken = Arrays.stream(Family.values())
                .filter(family -> !spoken.isEmpty() && !spoken.contains(family))
                .toList();
        return cluster.targets().stream()
                .flatMap(target -> rules(target)
                        .filter(rule -> rule.to() instanceof Destination.Cidr(Prefix prefix)
                                && unspoken.contains(prefix.family()))
                        .map(rule -> warning(cluster, target, rule, unspoken.getFirst())))
                .toList();
    }

    private static Stream<Rule> rules(Target target) {
        return Stream.concat(target.firewall().before().stream(), target.firewall().after().stream());
    }

    private static String warning(Cluster cluster, Target target, Rule rule, Family family) {
        return "sluice.clusters." + cluster.name() + ".egress-firewalls: the rule '" + rule + "' of namespace "
                + target.namespace() + " matches nothing: the cluster's pods have no " + FullCoverageCheck.word(family)
                + " network; take it out";
    }
}
