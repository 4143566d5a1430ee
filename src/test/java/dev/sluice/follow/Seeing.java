package dev.sluice.follow;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.NetworkResolver;
import java.util.List;
import java.util.Map;

/** A lookout that sees one thing and nothing else: what it is told to override. */
public abstract class Seeing implements ClusterFacts {

    @Override
    public NetworkResolver.WithNetworks networks(PlanSettings settings, Snapshot published) {
        return NONE.networks(settings, published);
    }

    @Override
    public List<StorageFinding> storage() {
        return NONE.storage();
    }

    @Override
    public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
        return NONE.impact(changes);
    }
}
