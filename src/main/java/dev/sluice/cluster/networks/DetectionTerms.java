package dev.sluice.cluster.networks;

/**
 * What Sluice queries of a cluster whose networks are detected, beside its networks.
 *
 * @param nodeAddresses whether each node's addresses are allowed one by one; else a rule by label allows all nodes
 * @param wildcards whether rules hold DNS names that OVN-Kubernetes takes only with the feature gate DNSNameResolver, and
 *     nothing but the cluster says that it is on
 * @param egressNodes whether every node may host egress addresses
 */
public record DetectionTerms(boolean nodeAddresses, boolean wildcards, boolean egressNodes) {

    /** Where nothing is configured. */
    public static final DetectionTerms DEFAULT = new DetectionTerms(false, false);

    /** Where egress nodes are named, if there are any. */
    public DetectionTerms(boolean nodeAddresses, boolean wildcards) {
        this(nodeAddresses, wildcards, false);
    }

    /** Whether the cluster's nodes are read at all. */
    boolean readsNodes() {
        return nodeAddresses || egressNodes;
    }
}
