package dev.sluice.plan.settings;

import java.util.function.Function;

/**
 * The namespaces that OpenShift and Kubernetes run in.
 *
 * @see <a href="https://docs.redhat.com/en/documentation/openshift_container_platform/4.20/html/building_applications/projects">OpenShift
 *     documentation, projects: names that start with openshift- or kube- are reserved</a>
 */
final class PlatformNamespaces {

    private PlatformNamespaces() {}

    /** Takes any other namespace; the hint says how the user can have it all the same. */
    static Function<String, String> refused(String hint) {
        return namespace -> {
            if (contains(namespace)) {
                throw new IllegalArgumentException("'" + namespace
                        + "' belongs to the platform: a firewall there can cut the cluster off from itself; take it out,"
                        + " or " + hint);
            }
            return namespace;
        };
    }

    static boolean contains(String namespace) {
        return namespace.startsWith("openshift-") || namespace.startsWith("kube-") || namespace.equals("default");
    }
}
