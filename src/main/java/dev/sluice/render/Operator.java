package dev.sluice.render;

import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import java.util.stream.Stream;

/** An operator of Red Hat's catalogue that a configured object needs. */
public enum Operator {
    LOKI("loki", "openshift-operators-redhat", "loki-operator", "stable-6.4"),
    NETWORK_OBSERVABILITY("network-observability", "openshift-netobserv-operator", "netobserv-operator", "stable");

    private final String word;
    private final String namespace;
    private final String packageName;
    private final Installation usual;

    Operator(String word, String namespace, String packageName, String channel) {
        this.word = word;
        this.namespace = namespace;
        this.packageName = packageName;
        this.usual = Installation.of(channel);
    }

    /** Those that a cluster's objects need, however they get there. */
    public static Stream<Operator> neededBy(Cluster cluster) {
        return Stream.concat(
                cluster.loki().stream().map(loki -> LOKI),
                cluster.flowCollector().stream().map(flows -> NETWORK_OBSERVABILITY));
    }

    /** Those whose objects are declared: an object of the cluster needs them, or they depart. */
    static Stream<Operator> declaredFor(Cluster cluster) {
        return Stream.of(values())
                .filter(operator -> neededBy(cluster).anyMatch(operator::equals)
                        || cluster.installation(operator).departing())
                .filter(operator -> cluster.installation(operator).isManaged());
    }

    /** Its name in the configuration. */
    public String word() {
        return word;
    }

    public String namespace() {
        return namespace;
    }

    /** The package, which is also the Subscription's name. */
    public String packageName() {
        return packageName;
    }

    /** How it is installed where nothing else is configured. */
    public Installation usual() {
        return usual;
    }

    /** The OperatorGroup that is declared for it. */
    public ObjectRef operatorGroup() {
        return new ObjectRef(ObjectKind.OPERATOR_GROUP, namespace, namespace);
    }

    /** The Subscription that is declared for it. */
    public ObjectRef subscription() {
        return new ObjectRef(ObjectKind.SUBSCRIPTION, namespace, packageName);
    }
}
