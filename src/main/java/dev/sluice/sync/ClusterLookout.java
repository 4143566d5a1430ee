package dev.sluice.sync;

import dev.sluice.cluster.impact.ImpactReader;
import dev.sluice.cluster.storage.StorageCheck;
import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.gitops.Change;
import dev.sluice.gitops.Snapshot;
import dev.sluice.policy.Impact;
import dev.sluice.sync.settings.Settings;
import java.util.List;

/** Asks clusters for their networks and operators and Loki what a plan would have done to recorded flows, and looks at the storage that LokiStacks need. */
final class ClusterLookout implements Lookout {

    private final String path;
    private final NetworkDetection networks;
    private final OperatorDetection operators;
    private final ImpactReader impact;
    private final List<StorageTarget> targets;
    private final StorageCheck storage;
    private final Verifications verifications;

    /** @param path the folder in the repository that holds one folder a cluster */
    ClusterLookout(
            String path,
            NetworkDetection networks,
            OperatorDetection operators,
            ImpactReader impact,
            List<StorageTarget> targets,
            StorageCheck storage,
            Verifications verifications) {
        this.path = path;
        this.networks = networks;
        this.operators = operators;
        this.impact = impact;
        this.targets = List.copyOf(targets);
        this.storage = storage;
        this.verifications = verifications;
    }

    @Override
    public NetworkDetection.Resolved networks(Settings settings, Snapshot published) {
        return networks.resolve(settings, published);
    }

    @Override
    public OperatorDetection.Resolved operators(Settings settings, Snapshot published) {
        return operators.resolve(settings, published);
    }

    @Override
    public List<StorageFinding> storage() {
        return targets.stream().map(storage::look).toList();
    }

    @Override
    public List<Impact> impact(Snapshot published, List<Change> changes) {
        return impact.isAsked() ? impact.read(new FirewallChanges(path, published).in(Change.all(changes))) : List.of();
    }

    @Override
    public List<String> unseen() {
        return verifications.unseen();
    }
}
