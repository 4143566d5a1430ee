package dev.sluice.cluster;

import dev.sluice.config.FileConverter;
import dev.sluice.config.KubernetesNames;
import dev.sluice.config.TextConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How each cluster is reached, and what is read from it. */
@ConfigMapping(prefix = "sluice.clusters")
public interface ConnectionsConfig {

    /** By name of the cluster. */
    @WithParentName
    Map<String, ClusterAccess> clusters();

    /** One cluster. */
    interface ClusterAccess {

        /**
         * A kubeconfig file of the cluster, for example from a mounted Secret; without it Sluice
         * queries the cluster that it runs in, if it is that one. A token, a tokenFile, a client certificate or an exec
         * plugin signs in, renewed ones without a restart; one without credentials is not used.
         */
        @WithConverter(KubeconfigPath.class)
        Optional<Path> kubeconfigFile();

        /**
         * Whether the service runs in this cluster. Without it: where it is the only one, and where its Application says so;
         * only one can be it.
         */
        Optional<Boolean> own();

        /** Whether the cluster's networks are read from it. */
        DetectConfig networks();

        /** In place of the networks: detect, which reads them from the cluster at each run. */
        @WithName("networks")
        @WithConverter(DetectWord.class)
        Optional<String> networksFrom();

        /** What deploys the cluster's folder; its deployment is followed where this is given. */
        Optional<ArgoCdConfig> argocd();
    }

    /**
     * Applications of Argo CD on the cluster that the service runs in: {@code firewall} and {@code observability}, or
     * {@code application} alone.
     */
    interface ArgoCdConfig {

        /** The name of the one that deploys the cluster's folder {@code firewall}. */
        @WithConverter(KubernetesNames.Name.class)
        Optional<String> firewall();

        /**
         * The name of the one that deploys the cluster's folder {@code observability}; needed where a LokiStack or a
         * FlowCollector is to be followed. The firewall's state does not wait for it.
         */
        @WithConverter(KubernetesNames.Name.class)
        Optional<String> observability();

        /** The name of one that deploys the cluster's whole folder, instead of the two. */
        @WithConverter(KubernetesNames.Name.class)
        Optional<String> application();

        /** Their namespace. */
        @WithConverter(KubernetesNames.Namespace.class)
        @WithDefault("openshift-gitops")
        String namespace();
    }

    /** Sluice reads a cluster's networks from its API where {@code detect} is true. */
    interface DetectConfig {

        /**
         * Whether they are read from the cluster too, at each run. What is given beside it holds as well, and
         * a detected network that it lacks is a warning.
         */
        @WithDefault("false")
        boolean detect();

        /**
         * How nodes are allowed beside the machine network where networks are detected. selector: one rule by the label
         * {@code kubernetes.io/os: linux}, which OVN-Kubernetes keeps current. addresses: a rule for each address of a node
         * outside the machine network, so that a new node changes every firewall. Without it selector.
         */
        Optional<NodeRule> nodes();
    }

    /** How nodes are allowed whose networks are detected. */
    enum NodeRule {
        SELECTOR,
        ADDRESSES
    }

    /** Reads the one word in place of networks. */
    final class DetectWord extends TextConverter {

        private static final long serialVersionUID = 1;

        public DetectWord() {
            super(DetectWord::read, "detect");
        }

        private static String read(String text) {
            if (text.equals("detect")) {
                return text;
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is neither detect nor the networks by kind: machine, service and pod");
        }
    }

    /** Reads a path whose file may come later. */
    final class KubeconfigPath extends FileConverter {

        private static final long serialVersionUID = 1;

        public KubeconfigPath() {
            super("file", KubeconfigPath::read);
        }

        /** What Java says of an impossible path quotes it, and it may be a secret. */
        private static Path read(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(
                        "is not the path of a file; the value is not shown, since it may be a secret");
            }
        }
    }
}
