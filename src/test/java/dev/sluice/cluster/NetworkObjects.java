package dev.sluice.cluster;

/** Where a cluster tells its networks, in the shapes that OpenShift and OVN-Kubernetes give them. */
public final class NetworkObjects {

    private NetworkObjects() {}

    /** Everything of a cluster that speaks IPv4, with one node beyond the machine network. */
    public static void put(ApiServer server) {
        server.put("""
                apiVersion: config.openshift.io/v1
                kind: Network
                metadata: { name: cluster }
                spec: { networkType: OVNKubernetes }
                status:
                  clusterNetwork: [{ cidr: 10.132.0.0/14, hostPrefix: 23 }]
                  serviceNetwork: [172.22.0.0/16]
                """);
        server.put(installConfig("192.168.99.0/24"));
        server.put(endpoints("192.168.99.10", "192.168.99.11"));
        server.put(node("master-01", "[\"192.168.99.10/24\"]"));
        server.put(node("edge-01", "[\"192.168.7.9/24\",\"192.168.99.31/24\"]"));
        server.put(operatorNetwork("{}"));
    }

    public static String installConfig(String... machines) {
        StringBuilder text = new StringBuilder("""
                apiVersion: v1
                kind: ConfigMap
                metadata: { name: cluster-config-v1, namespace: kube-system }
                data:
                  install-config: |
                    apiVersion: v1
                    baseDomain: example
                    networking:
                      networkType: OVNKubernetes
                      machineNetwork:
                """);
        for (String machine : machines) {
            text.append("      - cidr: ").append(machine).append('\n');
        }
        return text.toString();
    }

    public static String endpoints(String... addresses) {
        StringBuilder text = new StringBuilder("""
                apiVersion: v1
                kind: Endpoints
                metadata: { name: kubernetes, namespace: default }
                subsets:
                - ports: [{ name: https, port: 6443, protocol: TCP }]
                  addresses:
                """);
        for (String address : addresses) {
            text.append("  - ip: '").append(address).append("'\n");
        }
        return text.toString();
    }

    /** @param hostCidrs the annotation's text: a list in JSON */
    public static String node(String name, String hostCidrs) {
        return """
                apiVersion: v1
                kind: Node
                metadata:
                  name: %s
                  annotations: { k8s.ovn.org/host-cidrs: '%s' }
                """.formatted(name, hostCidrs);
    }

    /** @param status what stands in {@code status.featureGates}, in YAML's flow style */
    public static String featureGates(String status) {
        return """
                apiVersion: config.openshift.io/v1
                kind: FeatureGate
                metadata: { name: cluster }
                spec: {}
                status: { featureGates: %s }
                """.formatted(status);
    }

    /** @param ovn what stands in {@code ovnKubernetesConfig}, in YAML's flow style */
    public static String operatorNetwork(String ovn) {
        return """
                apiVersion: operator.openshift.io/v1
                kind: Network
                metadata: { name: cluster }
                spec: { defaultNetwork: { type: OVNKubernetes, ovnKubernetesConfig: %s } }
                """.formatted(ovn);
    }
}
