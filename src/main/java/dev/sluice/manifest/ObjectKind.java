package dev.sluice.manifest;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every kind of Kubernetes object that Sluice declares or looks at, one line each; spelled as in the Kubernetes API
 * reference and in the vendors' CRDs.
 */
public enum ObjectKind {
    NAMESPACE("v1", "Namespace", "namespaces", Placement.CLUSTER),
    NODE("v1", "Node", "nodes", Placement.CLUSTER),
    EGRESS_FIREWALL(
            "k8s.ovn.org/v1",
            "EgressFirewall",
            "egressfirewalls",
            Placement.NAMESPACE,
            Trait.GUARDED,
            Trait.VERIFIED,
            Trait.ORDINARY,
            Trait.ONE_A_NAMESPACE),
    EGRESS_IP("k8s.ovn.org/v1", "EgressIP", "egressips", Placement.CLUSTER, Trait.VERIFIED),
    /** Is not read: Argo CD tells what came of it, and removes it. */
    JOB("batch/v1", "Job", "jobs", Placement.NAMESPACE, Trait.VERIFIED, Trait.ONE_A_NAMESPACE),

    OPERATOR_GROUP("operators.coreos.com/v1", "OperatorGroup", "operatorgroups", Placement.NAMESPACE, Trait.INSTALLS),
    SUBSCRIPTION("operators.coreos.com/v1alpha1", "Subscription", "subscriptions", Placement.NAMESPACE, Trait.INSTALLS),
    GROUP("user.openshift.io/v1", "Group", "groups", Placement.CLUSTER),
    CLUSTER_ROLE_BINDING(
            "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", Placement.CLUSTER),
    EXTERNAL_SECRET("external-secrets.io/v1", "ExternalSecret", "externalsecrets", Placement.NAMESPACE),
    LOKI_STACK("loki.grafana.com/v1", "LokiStack", "lokistacks", Placement.NAMESPACE, Trait.GUARDED, Trait.VERIFIED),
    FLOW_COLLECTOR(
            "flows.netobserv.io/v1beta2",
            "FlowCollector",
            "flowcollectors",
            Placement.CLUSTER,
            Trait.VERIFIED,
            Trait.ORDINARY),

    /** Declared by others, and read. */
    APPLICATION("argoproj.io/v1alpha1", "Application", "applications", Placement.NAMESPACE),
    /** Made by an operator, and read. */
    DAEMON_SET("apps/v1", "DaemonSet", "daemonsets", Placement.NAMESPACE);

    /** What Sluice does with objects of a kind. */
    public enum Trait {
        /** One goes only if {@code accept-removal} names it. */
        GUARDED,
        /** Verification compares what was committed with the cluster. */
        VERIFIED,
        /** Every change of a feed changes it. */
        ORDINARY,
        /** A namespace has one, always of the same name. */
        ONE_A_NAMESPACE,
        /** Installs an operator: others may have declared one already. */
        INSTALLS
    }

    private enum Placement {
        CLUSTER,
        NAMESPACE
    }

    private static final Map<String, ObjectKind> BY_WORD =
            Stream.of(values()).collect(Collectors.toMap(ObjectKind::toString, Function.identity()));

    private static final Map<Trait, List<ObjectKind>> BY_TRAIT = Stream.of(Trait.values())
            .collect(Collectors.toMap(
                    Function.identity(),
                    trait -> Stream.of(values()).filter(kind -> kind.is(trait)).toList()));

    private final String apiVersion;
    private final String word;
    private final String plural;
    private final Placement scope;
    private final Set<Trait> traits;
    private final String line;

    ObjectKind(String apiVersion, String word, String plural, Placement scope, Trait... traits) {
        this.apiVersion = apiVersion;
        this.word = word;
        this.plural = plural;
        this.scope = scope;
        Set<Trait> set = EnumSet.noneOf(Trait.class);
        set.addAll(Arrays.asList(traits));
        this.traits = Collections.unmodifiableSet(set);
        this.line = "\nkind: " + word + "\n";
    }

    /** The kind that manifests spell so; empty for one that Sluice has nothing to do with. */
    public static Optional<ObjectKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** Whether a text looks like the manifest of an object of a kind with that trait, see {@link #isIn}. */
    public static boolean isAnyIn(String text, Trait trait) {
        for (ObjectKind kind : BY_TRAIT.get(trait)) {
            if (kind.isIn(text)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a text looks like the manifest of such an object, even a broken one: a line of it says so. Quick, and makes
     * nothing: most files of a fleet need no more reading than this.
     */
    public boolean isIn(String text) {
        return text.contains(line);
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** {@code group/version}; the version alone in the core group. */
    public String apiVersion() {
        return apiVersion;
    }

    /** Empty for the core group. */
    public String group() {
        return apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/')));
    }

    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** As paths and roles spell it, in lower case. */
    public String plural() {
        return plural;
    }

    public boolean isNamespaced() {
        return scope == Placement.NAMESPACE;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
        return word;
    }
}
