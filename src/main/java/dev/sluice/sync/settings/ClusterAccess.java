package dev.sluice.sync.settings;

import dev.sluice.cluster.Links;
import dev.sluice.cluster.impact.FlowSource;
import dev.sluice.cluster.impact.ReadingLimits;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.storage.StorageTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is done with clusters beside writing manifests for them; nothing where nothing is configured.
 *
 * @param flows where recorded flows are read
 * @param reading how many of them
 * @param storage which LokiStacks' storage is looked at
 * @param lease what decides which instance runs; empty where there is one alone
 * @param callers how long the cluster's word about a caller is remembered; empty where it is not asked
 * @param links which clusters are asked for their networks, or followed in what they do with a commit
 */
public record ClusterAccess(
        List<FlowSource> flows,
        ReadingLimits reading,
        List<StorageTarget> storage,
        Optional<LeaseTerms> lease,
        Optional<Duration> callers,
        Links links) {

    /** Where nothing is configured. */
    public static final ClusterAccess NONE = new ClusterAccess(
            List.of(), ReadingLimits.DEFAULT, List.of(), Optional.empty(), Optional.empty(), Links.NONE);

    public ClusterAccess {
        flows = List.copyOf(flows);
        storage = List.copyOf(storage);
    }

    /** The same with clusters that are reached otherwise. */
    public ClusterAccess with(Links others) {
        return new ClusterAccess(flows, reading, storage, lease, callers, others);
    }
}
