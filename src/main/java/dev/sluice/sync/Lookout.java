package dev.sluice.sync;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Impact;
import java.util.List;

/** Looks at clusters before something is published. It never fails and holds a run up no longer than its bounds. */
interface Lookout {

    /** Whether LokiStacks would find the storage they need. */
    List<StorageFinding> storage();

    /** What changes of different files would have done to observed traffic. */
    List<Impact> impact(Snapshot published, List<Change> changes);

    /** Sees nothing and asks nobody. */
    Lookout NONE = new Lookout() {
        @Override
        public List<StorageFinding> storage() {
            return List.of();
        }

        @Override
        public List<Impact> impact(Snapshot published, List<Change> changes) {
            return List.of();
        }
    };
}
