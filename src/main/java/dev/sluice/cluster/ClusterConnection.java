package dev.sluice.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How Sluice reaches one configured cluster, and what it queries there; nothing where nothing is configured.
 *
 * @param cluster its name in the configuration
 * @param kubeconfig a file that says where its API is; empty for the API of the cluster that the service runs in
 * @param own whether the service runs in this cluster; empty where only the Application can tell
 * @param detect whether its networks are read from it
 * @param argocd what deploys the cluster's folder; empty where deployment is not followed
 */
public record ClusterConnection(
        String cluster, Optional<Path> kubeconfig, Optional<Boolean> own, boolean detect, Optional<Deployer> argocd) {

    /** What of Argo CD, on the cluster that the service runs in, deploys a cluster's folder. */
    public sealed interface Deployer {

        /** The one of the firewall first. */
        List<SingleApplication> applications();
    }

    /** An Application of Argo CD; on its own it deploys the whole folder. */
    public record SingleApplication(String namespace, String name) implements Deployer {

        @Override
        public List<SingleApplication> applications() {
            return List.of(this);
        }

        /** {@code namespace/name}. */
        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    /**
     * An Application for each folder below the cluster's, so that the firewall waits for no log store.
     *
     * @param observability empty where it is not followed
     */
    public record ApplicationPair(SingleApplication firewall, Optional<SingleApplication> observability)
            implements Deployer {

        @Override
        public List<SingleApplication> applications() {
            return Stream.concat(Stream.of(firewall), observability.stream()).toList();
        }
    }

    /** Those that deploy the cluster's folder, the one of the firewall first; empty where deployment is not followed. */
    public List<SingleApplication> applications() {
        return argocd.map(Deployer::applications).orElse(List.of());
    }
}
