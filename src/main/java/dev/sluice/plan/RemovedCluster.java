package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.plan.briefing.ClusterEffect;
import dev.sluice.plan.briefing.PolicyChange;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.render.Cluster;
import dev.sluice.render.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster that is published and no longer configured.
 *
 * @param firewalls all of them, which go
 */
record RemovedCluster(String name, OwnedFolder folder, List<FirewallDelta> firewalls) {

    RemovedCluster {
        firewalls = List.copyOf(firewalls);
    }

    static List<RemovedCluster> in(
            Snapshot published, PlanSettings settings, PublishedManifests objects, RuleComparison rules) {
        Set<String> configured = settings.clusters().stream().map(Cluster::name).collect(Collectors.toSet());
        return settings.folders().in(published).entrySet().stream()
                .filter(found -> !configured.contains(found.getKey()))
                .filter(found -> published
                        .text(found.getValue() + "/" + Provenance.MARKER)
                        .isPresent())
                .map(found -> {
                    String name = found.getKey();
                    OwnedFolder folder = new OwnedFolder(published, found.getValue(), Provenance::isOwned);
                    return new RemovedCluster(
                            name,
                            folder,
                            rules.of(name, objects.rules(folder.owned().values()), Map.of(), Map.of()));
                })
                .toList();
    }

    /** What changes, without the texts. */
    ClusterEffect inShort() {
        return new ClusterEffect(name, Transition.REMOVED, firewalls, NetEffect.of(firewalls), PolicyChange.NONE, 0, 0);
    }

    /** Everything of ours goes; what others put into the folder stays. */
    Change change() {
        return folder.change(Map.of(), Set.of());
    }
}
