package dev.sluice.policy;

import java.util.Locale;

/** What a network of a cluster is for, in the order in which networks are allowed. */
public enum NetworkKind {
    /** Where nodes are. */
    MACHINE,
    /** Where Services are. */
    SERVICE,
    /** Where pods are. */
    POD,
    /** Addresses of API servers. */
    API,
    /** Addresses of nodes. */
    NODE,
    /** Between a node's gateway and its pods' router (OVN-Kubernetes). */
    JOIN,
    /** Between the zones of an interconnected cluster (OVN-Kubernetes). */
    TRANSIT;

    /** In lower case, as in {@code policy.txt}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
