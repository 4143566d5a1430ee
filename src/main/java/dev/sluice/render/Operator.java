package dev.sluice.render;

import java.util.stream.Stream;

/** An operator of Red Hat's catalogue that a configured object needs. */
enum Operator {
    LOKI("openshift-operators-redhat", "loki-operator", "stable-6.4"),
    NETWORK_OBSERVABILITY("openshift-netobserv-operator", "netobserv-operator", "stable");

    private final String namespace;
    private final String packageName;
    private final String channel;

    Operator(String namespace, String packageName, String channel) {
        this.namespace = namespace;
        this.packageName = packageName;
        this.channel = channel;
    }

    static Stream<Operator> neededBy(Cluster cluster) {
        return Stream.concat(
                cluster.loki().stream().map(loki -> LOKI),
                cluster.flowCollector().stream().map(flows -> NETWORK_OBSERVABILITY));
    }

    String namespace() {
        return namespace;
    }

    String packageName() {
        return packageName;
    }

    String channel() {
        return channel;
    }
}
