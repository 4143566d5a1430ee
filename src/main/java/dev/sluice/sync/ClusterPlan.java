package dev.sluice.sync;

import dev.sluice.gitops.Change;
import dev.sluice.gitops.OwnedFolder;
import dev.sluice.policy.Removal;
import dev.sluice.render.Cluster;
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
 * @param denied the effect on denied prefixes; {@link DeniedPrefixes#NONE} where nothing changes
 * @param removals what would go that a person should let go by name
 */
record ClusterPlan(
        Cluster cluster,
        OwnedFolder folder,
        Optional<Provenance> published,
        Change change,
        DeniedPrefixes denied,
        List<Removal> removals) {

    ClusterPlan {
        removals = List.copyOf(removals);
    }

    /** The published files that are ours: their text by path inside the folder. Reads them anew. */
    Map<String, String> owned() {
        return folder.owned();
    }
}
