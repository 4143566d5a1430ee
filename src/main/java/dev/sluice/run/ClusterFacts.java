package dev.sluice.run;

import dev.sluice.cluster.storage.StorageFinding;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Impact;
import java.util.List;
import java.util.Map;

/** Looks at clusters before something is published. It holds a run up no longer than its bounds. */
public interface ClusterFacts {

    /**
     * The settings with the networks that clusters tell of.
     *
     * @throws NetworksException if networks are known from nowhere that no firewall may be without
     */
    NetworkResolver.WithNetworks networks(PlanSettings settings, Snapshot published);

    /** The settings with operators as far as they may be declared: those that something else installed are left alone. */
    default OperatorResolver.WithOperators operators(PlanSettings settings, Snapshot published) {
        return new OperatorResolver.WithOperators(settings, List.of());
    }

    /** Whether LokiStacks would find the storage they need. */
    List<StorageFinding> storage();

    /**
     * What a change would have done to observed traffic.
     *
     * @param changes by cluster, the firewalls whose rules change
     */
    List<Impact> impact(Map<String, List<FirewallDelta>> changes);

    /** What could not be seen of what clusters do with the last commits. */
    default List<String> unseen() {
        return List.of();
    }

    /** Sees nothing and queries no cluster. */
    ClusterFacts NONE = new ClusterFacts() {
        @Override
        public NetworkResolver.WithNetworks networks(PlanSettings settings, Snapshot published) {
            return new NetworkResolver.WithNetworks(settings, List.of());
        }

        @Override
        public List<StorageFinding> storage() {
            return List.of();
        }

        @Override
        public List<Impact> impact(Map<String, List<FirewallDelta>> changes) {
            return List.of();
        }
    };
}
