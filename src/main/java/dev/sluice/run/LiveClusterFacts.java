package dev.sluice.run;

import dev.sluice.cluster.impact.ImpactReader;
import dev.sluice.cluster.storage.StorageCheck;
import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks clusters for their networks and operators and Loki what a plan would have done to recorded flows, and looks at the storage that LokiStacks need. */
public final class LiveClusterFacts implements ClusterFacts {

    private final NetworkResolver networks;
    private final OperatorResolver operators;
    private final ImpactReader impact;
    private final List<StorageTarget> targets;
    private final StorageCheck storage;
    private final Supplier<List<String>> unverified;

    public LiveClusterFacts(
            NetworkResolver networks,
            OperatorResolver operators,
            ImpactReader impact,
            List<StorageTarget> targets,
            StorageCheck storage,
            Supplier<List<String>> unverified) {
        this.networks = networks;
        this.operators = operators;
        this.impact = impact;
        this.targets = List.copyOf(targets);
        this.storage = storage;
        this.unverified = unverified;
    }

    @Override
    public NetworkResolver.WithNetworks networks(PlanSettings settings, Snapshot published) {
        return networks.resolve(settings, published);
    }

    @Override
    public OperatorResolver.WithOperators operators(PlanSettings settings, Snapshot published) {
        return operators.resolve(settings, published);
    }

    @Override
    public List<StorageFinding> storage() {
        return targets.stream().map(storage::look).toList();
    }

    @Override
    public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
        return impact.read(changes);
    }

    @Override
    public List<String> unseen() {
        return unverified.get();
    }
}
