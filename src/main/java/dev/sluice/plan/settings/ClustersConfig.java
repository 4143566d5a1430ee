package dev.sluice.plan.settings;

import dev.sluice.config.AddressConverter;
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
import io.smallrye.config.WithParentName;
import java.net.URI;
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

        /**
         * Whether the cluster's feature gate DNSNameResolver is on, so that OVN-Kubernetes takes DNS names with {@code *.} in
         * front; without the gate it refuses a firewall that holds one. Without it what the cluster says where networks are
         * detected, else false.
         */
        Optional<Boolean> dnsNameResolver();

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

    /** The networks of a cluster, each one or more CIDRs; required where they are not detected. */
    interface NetworksConfig {

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
