package dev.sluice.plan.settings;

import dev.sluice.config.AddressConverter;
import dev.sluice.config.FileConverter;
import dev.sluice.config.KubernetesNames;
import dev.sluice.config.PrefixConverter;
import dev.sluice.config.TextConverter;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Address;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Trial;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is declared for each cluster. */
@ConfigMapping(prefix = "sluice.clusters")
public interface ClustersConfig {

    /** By name, which is also the cluster's folder: lower-case letters, digits, dashes and dots. */
    @WithParentName
    Map<String, ClusterConfig> clusters();

    /** One cluster. */
    interface ClusterConfig {

        /** The networks that are always allowed. */
        NetworksConfig networks();

        /** In place of the networks: detect, which reads them from the cluster at each run. */
        @WithName("networks")
        @WithConverter(DetectWord.class)
        Optional<String> networksFrom();

        /**
         * A kubeconfig file of the cluster, for example from a mounted Secret; without it what is asked of the cluster is
         * asked of the one that the service runs in, if it is that. A token, a tokenFile, a client certificate or an exec
         * plugin signs in, renewed ones without a restart; one without credentials is not used.
         */
        @WithConverter(KubeconfigPath.class)
        Optional<Path> kubeconfigFile();

        /**
         * Whether the service runs in this cluster. Without it: where it is the only one, and where its Application says so;
         * only one can be it.
         */
        Optional<Boolean> own();

        /**
         * Whether the cluster's feature gate DNSNameResolver is on, so that OVN-Kubernetes takes DNS names with {@code *.} in
         * front; without the gate it refuses a firewall that holds one. Without it what the cluster says where networks are
         * detected, else false.
         */
        Optional<Boolean> dnsNameResolver();

        /** What deploys the cluster's folder; its deployment is followed where this is given. */
        Optional<ArgoCdConfig> argocd();

        /** The namespaces that get an egress firewall. */
        List<FirewallConfig> egressFirewalls();

        /** Source addresses for namespaces, by name of the EgressIP. */
        Map<String, EgressIpConfig> egressIps();

        /**
         * Names of nodes to be labelled as hosts of egress addresses; or all, for every node that the cluster has at a run,
         * which takes networks that are detected.
         */
        Optional<List<@WithConverter(KubernetesNames.Name.class) String>> egressNodes();

        /** The log store for flows; nothing is rendered where it is absent. */
        Optional<LokiConfig> loki();

        /** How flows are collected; nothing is rendered where it is absent. */
        Optional<FlowCollectorConfig> flowCollector();

        /**
         * How the operators that loki and flow-collector need get onto the cluster, by operator: loki or network-observability.
         */
        Map<String, OperatorConfig> operators();

        /** What is tried in the namespaces whose {@code verify} is true. */
        TrialConfig verifyWith();
    }

    /** What a Job tries from inside a target namespace after each sync; the sync fails with it. */
    interface TrialConfig {

        /** A container image with sh, curl, date and sleep. */
        @WithConverter(Image.class)
        @WithDefault(Trial.DEFAULT_IMAGE)
        String image();

        /**
         * The site that must not be reached, http or https; a connection that times out or is refused is what counts.
         * Without it {@code https://www.google.com}, where the feed goog is blocked over ipv4; else required.
         */
        @WithConverter(Site.class)
        Optional<URI> blocked();

        /**
         * The site that must answer, http or https, which the firewall has to allow; without it
         * {@code https://www.redhat.com}. Required where {@code otherwise} is deny and no rule allows that name.
         */
        @WithConverter(Site.class)
        Optional<URI> control();

        /**
         * The name of the node from which it is tried, for example another one than has the EgressIP, so that the traffic
         * crosses nodes; without it any. The sync fails while that node runs no pods.
         */
        @WithConverter(KubernetesNames.Name.class)
        Optional<String> node();
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

    /** The networks of a cluster, each one or more CIDRs; required where they are not detected. */
    interface NetworksConfig {

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

        /** The nodes' network. */
        Optional<List<@WithConverter(NetworkPrefix.class) Prefix>> machine();

        /** The services' network. */
        Optional<List<@WithConverter(NetworkPrefix.class) Prefix>> service();

        /** The pods' network. */
        Optional<List<@WithConverter(NetworkPrefix.class) Prefix>> pod();
    }

    /** One EgressIP. */
    interface EgressIpConfig {

        /** One or more addresses of the nodes' network that nothing else uses. Required. */
        Optional<List<Address>> addresses();

        /** The labels by which namespaces are selected. Required: no label would select every namespace. */
        Map<String, Optional<String>> namespaceLabels();

        /** Names of namespaces to be given these labels. */
        Optional<List<@WithConverter(KubernetesNames.Namespace.class) String>> namespaces();
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

    /** Reads a network of a cluster. */
    final class NetworkPrefix extends PrefixConverter {

        private static final long serialVersionUID = 1;

        public NetworkPrefix() {
            super(Networks::network);
        }
    }

    /** Reads the name of a container image. */
    final class Image extends TextConverter {

        private static final long serialVersionUID = 1;

        public Image() {
            super(
                    Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._/:@]{0,511}"),
                    "a container image such as HOST/NAME:TAG",
                    "missing");
        }
    }

    /** Reads the address of a site. */
    final class Site extends AddressConverter {

        private static final long serialVersionUID = 1;

        public Site() {
            super(Trial::site);
        }
    }
}
