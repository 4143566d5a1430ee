package dev.sluice.plan.briefing;

import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.policy.Amounts;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Removal;
import dev.sluice.policy.Removal.RemovedKind;
import dev.sluice.policy.Risk;
import dev.sluice.policy.RuleDelta;
import dev.sluice.policy.RuleDelta.Effect;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.IpSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What changes at a glance. Clusters that change alike share their lines, and each cluster is in one group.
 *
 * @param groups in the order of their first clusters
 */
public record ChangeSummary(List<ClusterGroup> groups) {

    /**
     * Clusters that change alike.
     *
     * @param lines one for namespaces that change alike; a single one without namespaces where no firewall changes
     */
    public record ClusterGroup(List<String> clusters, List<SummaryLine> lines) {

        public ClusterGroup {
            clusters = List.copyOf(clusters);
            lines = List.copyOf(lines);
        }
    }

    /**
     * Namespaces of a cluster that change alike.
     *
     * @param namespaces none where no firewall changes, but something else of the cluster
     * @param why what the risk comes from, or what changes; in words of the program, one or more
     */
    public record SummaryLine(List<String> namespaces, LineFacts facts, Risk.Level risk, List<String> why) {

        public SummaryLine {
            namespaces = List.copyOf(namespaces);
            why = List.copyOf(why);
        }
    }

    /**
     * What becomes of a firewall.
     *
     * @param deniedBefore what it denied, and {@code deniedAfter} what it denies then
     * @param rulesBefore 0 where there was none
     * @param rulesAfter 0 where it goes
     */
    public record LineFacts(
            FamilyCounts newlyDenied,
            FamilyCounts newlyAllowed,
            FamilyCounts deniedBefore,
            FamilyCounts deniedAfter,
            int rulesBefore,
            int rulesAfter) {

        private static final LineFacts NONE =
                new LineFacts(FamilyCounts.NONE, FamilyCounts.NONE, FamilyCounts.NONE, FamilyCounts.NONE, 0, 0);
    }

    /** Addresses, by family. */
    public record FamilyCounts(BigInteger ipv4, BigInteger ipv6) {

        private static final int HALF_OF_IPV6 = 128;

        private static final FamilyCounts NONE = new FamilyCounts(BigInteger.ZERO, BigInteger.ZERO);

        private static FamilyCounts of(IpSet addresses) {
            return new FamilyCounts(addresses.size(Family.IPV4), addresses.size(Family.IPV6));
        }

        /** For example {@code 67,840}, {@code 16,777,216; IPv6 65,536 × /64} or {@code 0}. */
        @Override
        public String toString() {
            if (ipv6.signum() == 0) {
                return Amounts.number(ipv4);
            }
            String six = ipv6.bitLength() < HALF_OF_IPV6 // the number of more has too many digits to read
                    ? "IPv6 " + Amounts.addresses(ipv6, Family.IPV6)
                    : "most of IPv6";
            return ipv4.signum() == 0 ? six : Amounts.number(ipv4) + "; " + six;
        }
    }

    public ChangeSummary {
        groups = List.copyOf(groups);
    }

    public static ChangeSummary of(Briefing briefing) {
        return of(
                briefing.clusters().stream().map(ClusterChange::inShort).toList(),
                briefing.checks().tripped());
    }

    /**
     * The same of clusters that are not briefed.
     *
     * @param tripped the guards that hold the change
     */
    public static ChangeSummary of(Collection<ClusterEffect> clusters, List<Measurement> tripped) {
        SequencedMap<List<SummaryLine>, List<String>> alike = new LinkedHashMap<>();
        Map<RuleDelta, LineKey> known = new IdentityHashMap<>(); // a fleet's firewalls share most of them
        for (ClusterEffect cluster : clusters) {
            alike.computeIfAbsent(lines(cluster, tripped, known), any -> new ArrayList<>())
                    .add(cluster.cluster());
        }
        return new ChangeSummary(alike.entrySet().stream()
                .map(entry -> new ClusterGroup(entry.getValue(), entry.getKey()))
                .toList());
    }

    /** What firewalls with lines of their own differ in. */
    private record LineKey(
            Effect effect, FamilyCounts before, FamilyCounts after, boolean isNew, boolean goes, boolean closes) {

        static LineKey of(FirewallDelta firewall) {
            RuleDelta rules = firewall.rules();
            return new LineKey(
                    rules.effect(),
                    FamilyCounts.of(rules.deniedBefore()),
                    FamilyCounts.of(rules.deniedAfter()),
                    firewall.isNew(),
                    firewall.goes(),
                    ClusterEffect.closes(firewall));
        }
    }

    private static List<SummaryLine> lines(
            ClusterEffect cluster, List<Measurement> tripped, Map<RuleDelta, LineKey> known) {
        SequencedMap<LineKey, List<FirewallDelta>> alike = new LinkedHashMap<>();
        for (FirewallDelta firewall : cluster.changed()) {
            LineKey key = known.computeIfAbsent(firewall.rules(), rules -> LineKey.of(firewall));
            alike.computeIfAbsent(key, any -> new ArrayList<>()).add(firewall);
        }
        if (alike.isEmpty()) {
            return List.of(new SummaryLine(
                    List.of(), LineFacts.NONE, risk(cluster, List.of(), tripped), otherwise(clusterWhy(cluster))));
        }
        return alike.entrySet().stream()
                .map(entry -> line(cluster, entry.getKey(), entry.getValue(), tripped))
                .toList();
    }

    private static SummaryLine line(
            ClusterEffect cluster, LineKey key, List<FirewallDelta> firewalls, List<Measurement> tripped) {
        Effect effect = key.effect();
        List<FirewallDelta> one = List.of(firewalls.getFirst());
        List<String> why = new ArrayList<>(clusterWhy(cluster));
        if (key.goes() && cluster.kind() != Transition.REMOVED) {
            why.add("the namespace goes");
        }
        if (key.isNew() && cluster.kind() != Transition.NEW) {
            why.add("new namespace");
        }
        if (key.closes()) {
            why.add("denies everything but what is allowed");
        }
        tripped.forEach(reading -> why.add("guard " + reading.guard()));
        if (!key.closes() && Risk.isLarge(firewalls.getFirst())) {
            why.add("more than " + Risk.SHARE_LIMIT + " % of what was denied");
        }
        if (!effect.dropped().isEmpty() || !effect.added().isEmpty() || effect.isReordered()) {
            why.add("rules by port, name or node");
        }
        return new SummaryLine(
                firewalls.stream().map(FirewallDelta::namespace).toList(),
                new LineFacts(
                        FamilyCounts.of(effect.newlyDenied()),
                        FamilyCounts.of(effect.newlyAllowed()),
                        key.before(),
                        key.after(),
                        effect.before(),
                        effect.after()),
                risk(cluster, one, tripped),
                otherwise(why));
    }

    private static List<String> clusterWhy(ClusterEffect cluster) {
        List<String> why = new ArrayList<>();
        switch (cluster.kind()) {
            case NEW -> why.add("new cluster");
            case REMOVED -> why.add("the cluster goes");
            case CHANGED -> {
                if (!cluster.policy().isNone()) {
                    why.add("configuration: " + cluster.policy().words());
                }
                if (cluster.moved() > 0) {
                    why.add(Amounts.count(cluster.moved(), "file") + " moved");
                }
                if (cluster.otherFiles() > 0) {
                    why.add(Amounts.count(cluster.otherFiles(), "other file"));
                }
            }
        }
        return why;
    }

    private static List<String> otherwise(List<String> why) {
        return why.isEmpty() ? List.of("the feeds changed") : why;
    }

    private static Risk.Level risk(ClusterEffect cluster, List<FirewallDelta> firewalls, List<Measurement> tripped) {
        boolean isChanged = cluster.kind() == Transition.CHANGED;
        List<Removal> removals = firewalls.stream()
                .filter(FirewallDelta::goes)
                .map(gone -> new Removal(RemovedKind.NAMESPACE, cluster.cluster(), gone.namespace()))
                .toList();
        List<String> name = List.of(cluster.cluster());
        return Risk.of(new Risk.Facts(
                        tripped,
                        cluster.kind() == Transition.REMOVED
                                ? List.of(new Removal(RemovedKind.CLUSTER, cluster.cluster(), cluster.cluster()))
                                : removals,
                        cluster.kind() == Transition.NEW ? name : List.of(),
                        isChanged && !cluster.policy().isNone() ? name : List.of(),
                        isChanged && cluster.otherFiles() > 0 ? name : List.of(),
                        firewalls))
                .level();
    }
}
