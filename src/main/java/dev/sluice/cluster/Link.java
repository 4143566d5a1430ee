package dev.sluice.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How one configured cluster is reached, and what is asked of it; nothing where nothing is configured.
 *
 * @param cluster its name in the configuration
 * @param kubeconfig a file that says where its API is; empty for the API of the cluster that the service runs in
 * @param own whether the service runs in this cluster; empty where only the Application can tell
 * @param detect whether its networks are read from it
 * @param application what deploys the cluster's folder; empty where deployment is not followed
 */
public record Link(
        String cluster,
        Optional<Path> kubeconfig,
        Optional<Boolean> own,
        boolean detect,
        Optional<Application> application) {

    /** An Application of Argo CD, on the cluster that the service runs in. */
    public record Application(String namespace, String name) {

        /** {@code namespace/name}. */
        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }
}
