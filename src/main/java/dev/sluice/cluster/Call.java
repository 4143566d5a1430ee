package dev.sluice.cluster;

import dev.sluice.manifest.ObjectKind;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every call that the service makes to a Kubernetes API. Clients of {@link Access} refuse any other, and the roles in
 * {@code manifests/} allow exactly these: one constant is one verb of one rule.
 *
 * <p>API groups, plurals and scopes are those of the Kubernetes API reference and of the vendors' CRDs.
 */
public enum Call {
    GET_CLUSTER_NETWORK("get", "config.openshift.io", "networks", Reach.CLUSTER, "cluster"),
    GET_OPERATOR_NETWORK("get", "operator.openshift.io", "networks", Reach.CLUSTER, "cluster"),
    GET_FEATURE_GATE("get", "config.openshift.io", "featuregates", Reach.CLUSTER, "cluster"),
    GET_API_ENDPOINTS("get", "", "endpoints", Reach.DEFAULT_NAMESPACE, "kubernetes"),
    LIST_NODES("list", ObjectKind.NODE, Reach.CLUSTER, ""),
    GET_INSTALL_CONFIG("get", "", "configmaps", Reach.KUBE_SYSTEM, "cluster-config-v1"),

    LIST_SUBSCRIPTIONS("list", ObjectKind.SUBSCRIPTION, Reach.CLUSTER, ""),
    LIST_OPERATOR_GROUPS("list", ObjectKind.OPERATOR_GROUP, Reach.CLUSTER, ""),

    GET_APPLICATION("get", ObjectKind.APPLICATION, Reach.CLUSTER, ""),
    GET_EGRESS_FIREWALL("get", ObjectKind.EGRESS_FIREWALL, Reach.CLUSTER, ""),
    GET_EGRESS_IP("get", ObjectKind.EGRESS_IP, Reach.CLUSTER, ""),
    GET_LOKI_STACK("get", ObjectKind.LOKI_STACK, Reach.CLUSTER, ""),
    GET_FLOW_COLLECTOR("get", ObjectKind.FLOW_COLLECTOR, Reach.CLUSTER, "cluster"),
    GET_DAEMON_SET("get", ObjectKind.DAEMON_SET, Reach.CLUSTER, "netobserv-ebpf-agent"),
    CREATE_EVENT("create", "", "events", Reach.CLUSTER, ""),

    CREATE_TOKEN_REVIEW("create", "authentication.k8s.io", "tokenreviews", Reach.CLUSTER, ""),
    CREATE_SUBJECT_ACCESS_REVIEW("create", "authorization.k8s.io", "subjectaccessreviews", Reach.CLUSTER, ""),

    GET_STORAGE_SECRET("get", "", "secrets", Reach.CONFIGURED, ""),

    GET_LEASE("get", "coordination.k8s.io", "leases", Reach.OWN_NAMESPACE, ""),
    CREATE_LEASE("create", "coordination.k8s.io", "leases", Reach.OWN_NAMESPACE, ""),
    PATCH_LEASE("patch", "coordination.k8s.io", "leases", Reach.OWN_NAMESPACE, "");

    /** Where the RBAC rule must be. */
    public enum Reach {
        /** In the ClusterRole. */
        CLUSTER,
        /** In a Role of the namespace kube-system. */
        KUBE_SYSTEM,
        /** In a Role of the namespace default. */
        DEFAULT_NAMESPACE,
        /** In a Role of the service's own namespace. */
        OWN_NAMESPACE,
        /** In a Role of a namespace that the configuration names, for names that it names. */
        CONFIGURED
    }

    private final String verb;
    private final String group;
    private final String resource;
    private final Reach reach;
    private final String name;

    Call(String verb, ObjectKind kind, Reach reach, String name) {
        this(verb, kind.group(), kind.plural(), reach, name);
    }

    Call(String verb, String group, String resource, Reach reach, String name) {
        this.verb = verb;
        this.group = group;
        this.resource = resource;
        this.reach = reach;
        this.name = name;
    }

    /** In lower case, as in a rule. */
    public String verb() {
        return verb;
    }

    /** The API group; empty for the core. */
    public String group() {
        return group;
    }

    /** The plural, in lower case. */
    public String resource() {
        return resource;
    }

    public Reach reach() {
        return reach;
    }

    /** The only name that is asked for; empty where it is the configuration's. */
    public Optional<String> resourceName() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The declared call that a request matches; empty for an undeclared one. */
    static Optional<Call> of(Request request) {
        return Arrays.stream(values()).filter(call -> call.covers(request)).findFirst();
    }

    private boolean covers(Request request) {
        boolean inReach =
                switch (reach) {
                    case CLUSTER, OWN_NAMESPACE, CONFIGURED -> true;
                    case DEFAULT_NAMESPACE -> request.namespace().equals("default");
                    case KUBE_SYSTEM -> request.namespace().equals("kube-system");
                };
        return inReach
                && verb.equals(request.verb())
                && group.equals(request.group())
                && resource.equals(request.resource())
                && (name.isEmpty() || name.equals(request.name()));
    }
}
