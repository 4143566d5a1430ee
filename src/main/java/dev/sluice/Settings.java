package dev.sluice;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.impact.FlowSettings;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.notify.NotifyTerms;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.review.forge.Reviewing;
import dev.sluice.run.ScheduleTerms;
import dev.sluice.serve.hooks.HookTerms;
import dev.sluice.serve.security.ApiAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that passed every check, in the parts that are handed to who needs them.
 *
 * @param reviewing where changes are proposed
 * @param storage which LokiStacks' storage is looked at
 * @param lease what decides which instance runs; empty where there is one alone
 * @param links which clusters are asked for their networks, or followed in what they do with a commit
 * @param detection what else is asked of clusters whose networks are detected, by name
 * @param notifications who gets messages about changes of state
 * @param hooks which forges report changes
 */
public record Settings(
        ScheduleTerms schedule,
        FeedSettings feeds,
        GitSettings git,
        PlanSettings plan,
        Optional<Reviewing> reviewing,
        FlowSettings flows,
        List<StorageTarget> storage,
        Optional<LeaseTerms> lease,
        ClusterConnections links,
        Map<String, DetectionTerms> detection,
        ApiAccess api,
        NotifyTerms notifications,
        HookTerms hooks) {

    public Settings {
        storage = List.copyOf(storage);
        detection = Map.copyOf(detection);
    }
}
