package dev.sluice.sync;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Impact;
import dev.sluice.sync.settings.Settings;
import java.util.List;

/** A lookout that sees one thing and nothing else: what it is told to override. */
abstract class Seeing implements Lookout {

    @Override
    public NetworkDetection.Resolved networks(Settings settings, Snapshot published) {
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
