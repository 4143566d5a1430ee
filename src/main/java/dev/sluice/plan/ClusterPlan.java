package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.plan.briefing.ClusterChange.Transition;
import dev.sluice.plan.briefing.ClusterEffect;
import dev.sluice.plan.briefing.PolicyChange;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.NetEffect;
import dev.sluice.policy.Removal;
import dev.sluice.render.Cluster;
import dev.sluice.render.Part;
import dev.sluice.render.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must change in one cluster's folder. It holds no text but those that are written, which share what they have in
 * common: a whole fleet's plans fit into memory.
 *
 * @param folder as it is published
 * @param published what the published rules were computed from; empty for a cluster that was never published
 * @param change lists and sources change only together with a manifest or the policy
 * @param firewalls what becomes of the firewall of every namespace
 * @param effect of the change on addresses; {@link NetEffect#NONE} where nothing changes
 * @param otherFiles how many files change, but for firewalls, FlowCollectors and what is in {@code .sluice/}
 * @param removals what would go that a person should let go by name
 */
record ClusterPlan(
        Cluster cluster,
        OwnedFolder folder,
        Optional<Provenance> published,
        Change change,
        List<FirewallDelta> firewalls,
        NetEffect effect,
        int otherFiles,
        List<Removal> removals) {

    ClusterPlan {
        firewalls = List.copyOf(firewalls);
        removals = List.copyOf(removals);
    }

    /** What changes, without the texts. */
    ClusterEffect inShort() {
        return new ClusterEffect(
                cluster.name(),
                published.isEmpty() ? Transition.NEW : Transition.CHANGED,
                firewalls,
                effect,
                policy(),
                moved(),
                otherFiles);
    }

    /** How many files only get another folder, or get one together with another text. */
    int moved() {
        return Math.toIntExact(change.written().keySet().stream()
                .flatMap(path -> Part.earlierPath(path).stream())
                .filter(change.deleted()::contains)
                .count());
    }

    private PolicyChange policy() {
        return change.written().entrySet().stream()
                .filter(file -> file.getKey().endsWith("/" + Provenance.POLICY))
                .map(file -> PolicyChange.between(
                        published.map(Provenance::policy).orElse(""),
                        file.getValue().text()))
                .findFirst()
                .orElse(PolicyChange.NONE);
    }

    /** The published files that are ours: their text by path inside the folder. Reads them anew. */
    Map<String, String> owned() {
        return folder.owned();
    }
}
