package dev.sluice.cluster.networks;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.JsonPath;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/**
 * Reads which features of OpenShift a cluster has switched on. Thread-safe.
 *
 * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/config_apis/featuregate-config-openshift-io-v1">OpenShift
 *     documentation, FeatureGate</a>
 */
public final class FeatureGates {

    /** Without it OVN-Kubernetes refuses a firewall that holds a wildcard. */
    public static final String DNS_NAME_RESOLVER = "DNSNameResolver";

    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("config.openshift.io")
            .withVersion("v1")
            .withKind("FeatureGate")
            .withPlural("featuregates")
            .withNamespaced(false)
            .build();

    private final Access access;

    public FeatureGates(Access access) {
        this.access = access;
    }

    /**
     * Whether a feature is on. The status lists each version that some part of the cluster may still run, during an update
     * more than one: a feature counts as on where it is on in all of them.
     */
    public Answer<Boolean> isOn(ClusterConnection link, String feature) {
        return access.ask(
                        link.kubeconfig(),
                        "FeatureGate cluster of config.openshift.io",
                        client -> client.genericKubernetesResources(KIND)
                                .withName("cluster")
                                .get())
                .map(gate -> {
                    List<JsonPath> versions = new JsonPath(gate.getAdditionalProperties())
                            .at("status", "featureGates")
                            .each()
                            .toList();
                    return !versions.isEmpty() && versions.stream().allMatch(version -> isOn(version, feature));
                });
    }

    private static boolean isOn(JsonPath version, String feature) {
        return version.at("enabled").each().anyMatch(gate -> gate.textAt("name").equals(feature));
    }
}
