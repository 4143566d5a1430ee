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
    GET_CLUSTER_NETWORK("get", "config.openshift.io", "networks", RoleScope.CLUSTER, "cluster"),
    GET_OPERATOR_NETWORK("get", "operator.openshift.io", "networks", RoleScope.CLUSTER, "cluster"),
    GET_FEATURE_GATE("get", "config.openshift.io", "featuregates", RoleScope.CLUSTER, "cluster"),
    GET_API_ENDPOINTS("get", "", "endpoints", RoleScope.DEFAULT_NAMESPACE, "kubernetes"),
    LIST_NODES("list", ObjectKind.NODE, RoleScope.CLUSTER, ""),
    GET_INSTALL_CONFIG("get", "", "configmaps", RoleScope.KUBE_SYSTEM, "cluster-config-v1"),

    LIST_SUBSCRIPTIONS("list", ObjectKind.SUBSCRIPTION, RoleScope.CLUSTER, ""),
    LIST_OPERATOR_GROUPS("list", ObjectKind.OPERATOR_GROUP, RoleScope.CLUSTER, ""),

    GET_APPLICATION("get", ObjectKind.APPLICATION, RoleScope.CLUSTER, ""),
    GET_EGRESS_FIREWALL("get", ObjectKind.EGRESS_FIREWALL, RoleScope.CLUSTER, ""),
    GET_EGRESS_IP("get", ObjectKind.EGRESS_IP, RoleScope.CLUSTER, ""),
    GET_LOKI_STACK("get", ObjectKind.LOKI_STACK, RoleScope.CLUSTER, ""),
    GET_FLOW_COLLECTOR("get", ObjectKind.FLOW_COLLECTOR, RoleScope.CLUSTER, "cluster"),
    GET_DAEMON_SET("get", ObjectKind.DAEMON_SET, RoleScope.CLUSTER, "netobserv-ebpf-agent"),
    CREATE_EVENT("create", "", "events", RoleScope.CLUSTER, ""),

    CREATE_TOKEN_REVIEW("create", "authentication.k8s.io", "tokenreviews", RoleScope.CLUSTER, ""),
    CREATE_SUBJECT_ACCESS_REVIEW("create", "authorization.k8s.io", "subjectaccessreviews", RoleScope.CLUSTER, ""),

    GET_STORAGE_SECRET("get", "", "secrets", RoleScope.CONFIGURED, ""),

    GET_LEASE("get", "coordination.k8s.io", "leases", RoleScope.OWN_NAMESPACE, ""),
    CREATE_LEASE("create", "coordination.k8s.io", "leases", RoleScope.OWN_NAMESPACE, ""),
    PATCH_LEASE("patch", "coordination.k8s.io", "leases", RoleScope.OWN_NAMESPACE, "");

    /** Where the RBAC rule must be. */
    public enum RoleScope {
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
    private final RoleScope reach;
    private final String name;

    Call(String verb, ObjectKind kind, RoleScope reach, String name) {
        this(verb, kind.group(), kind.plural(), reach, name);
    }

    Call(String verb, String group, String resource, RoleScope reach, String name) {
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

    public RoleScope reach() {
        return reach;
    }

    /** The only name that is asked for; empty where it is the configuration's. */
    public Optional<String> resourceName() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The declared call that a request matches; empty for an undeclared one. */
    static Optional<Call> of(ApiRequest request) {
        return Arrays.stream(values()).filter(call -> call.covers(request)).findFirst();
    }

    private boolean covers(ApiRequest request) {
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
