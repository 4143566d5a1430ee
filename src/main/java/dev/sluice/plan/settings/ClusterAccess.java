package dev.sluice.plan.settings;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.impact.FlowSource;
import dev.sluice.cluster.impact.ReadingLimits;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.storage.StorageTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * @param detection what else is asked of them, by cluster; see {@link #detectionOf}
 */
public record ClusterAccess(
        List<FlowSource> flows,
        ReadingLimits reading,
        List<StorageTarget> storage,
        Optional<LeaseTerms> lease,
        Optional<Duration> callers,
        ClusterConnections links,
        Map<String, DetectionTerms> detection) {

    /** Where nothing is configured. */
    public static final ClusterAccess NONE = new ClusterAccess(
            List.of(),
            ReadingLimits.DEFAULT,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            ClusterConnections.NONE,
            Map.of());

    public ClusterAccess {
        flows = List.copyOf(flows);
        storage = List.copyOf(storage);
        detection = Map.copyOf(detection);
    }

    /** What a cluster is asked while its networks are detected. */
    public DetectionTerms detectionOf(String cluster) {
        return detection.getOrDefault(cluster, DetectionTerms.DEFAULT);
    }

    /** The same with clusters that are reached otherwise. */
    public ClusterAccess with(ClusterConnections others) {
        return new ClusterAccess(flows, reading, storage, lease, callers, others, detection);
    }

    /** The same with clusters that are asked otherwise. */
    public ClusterAccess with(Map<String, DetectionTerms> others) {
        return new ClusterAccess(flows, reading, storage, lease, callers, links, others);
    }
}
