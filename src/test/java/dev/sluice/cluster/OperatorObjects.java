package dev.sluice.cluster;

/** What Operator Lifecycle Manager has on a cluster, as a person or another program made it. */
public final class OperatorObjects {

    private OperatorObjects() {}

    public static String group(String namespace, String name) {
        return group(namespace, name, "");
    }

    /** @param metadata further fields, in flow style, with a comma in front */
    public static String group(String namespace, String name, String metadata) {
        return """
                apiVersion: operators.coreos.com/v1
                kind: OperatorGroup
                metadata: { name: %s, namespace: %s%s }
                spec: {}
                """.formatted(name, namespace, metadata);
    }

    public static String subscription(String namespace, String name, String packageName) {
        return subscription(namespace, name, packageName, "");
    }

    /** @param metadata further fields, in flow style, with a comma in front */
    public static String subscription(String namespace, String name, String packageName, String metadata) {
        return """
                apiVersion: operators.coreos.com/v1alpha1
                kind: Subscription
                metadata: { name: %s, namespace: %s%s }
                spec: { name: %s, channel: stable, source: redhat-operators, sourceNamespace: openshift-marketplace }
                """.formatted(name, namespace, metadata, packageName);
    }
}
