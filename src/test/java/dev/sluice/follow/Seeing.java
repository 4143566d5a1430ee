package dev.sluice.follow;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.Settings;
import dev.sluice.policy.Impact;
import dev.sluice.run.ClusterFacts;
import dev.sluice.run.NetworkResolver;
import java.util.List;

/** A lookout that sees one thing and nothing else: what it is told to override. */
public abstract class Seeing implements ClusterFacts {

    @Override
    public NetworkResolver.Resolved networks(Settings settings, Snapshot published) {
        return NONE.networks(settings, published);
    }

    @Override
    public List<StorageFinding> storage() {
        return NONE.storage();
    }

    @Override
    public List<Impact> impact(Snapshot published, List<Change> changes) {
        return NONE.impact(published, changes);
    }
}
