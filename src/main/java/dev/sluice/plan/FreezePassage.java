package dev.sluice.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a change passes a freeze: that of clusters which are named, if it takes denials away and does nothing else.
 *
 * @param passing what is left of the comparison
 * @param frozen clusters whose change waits, each with why where it is named even so
 */
public record FreezePassage(Planner.BranchComparison passing, List<String> frozen) {

    public FreezePassage {
        frozen = List.copyOf(frozen);
    }

    /** @param exceptions names of clusters */
    public static FreezePassage of(Planner.BranchComparison compared, Set<String> exceptions) {
        List<ClusterPlan> passing = new ArrayList<>();
        List<String> frozen = new ArrayList<>();
        for (ClusterPlan plan : compared.clusters()) {
            String name = plan.cluster().name();
            if (plan.change().isEmpty() || exceptions.contains(name) && takesOnlyDenialsAway(plan)) {
                passing.add(plan);
            } else {
                frozen.add(exceptions.contains(name) ? name + " (which does more than take denials away)" : name);
            }
        }
        compared.removed().forEach(cluster -> frozen.add(cluster.name()));
        return new FreezePassage(new Planner.BranchComparison(passing, List.of(), compared.firewalls()), frozen);
    }

    private static boolean takesOnlyDenialsAway(ClusterPlan plan) {
        return plan.published().isPresent()
                && plan.removals().isEmpty()
                && plan.otherFiles() == 0
                && plan.firewalls().stream()
                        .noneMatch(firewall -> firewall.rules().effect().deniesMore());
    }
}
