package dev.sluice.plan.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is declared for each cluster; raw values, checked when the service starts. */
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
        Optional<String> networksFrom();

        /**
         * A kubeconfig file of the cluster, for example from a mounted Secret; default none: what is asked of the cluster is
         * asked of the one that the service runs in, if it is that. A token, a tokenFile, a client certificate or an exec
         * plugin signs in, renewed ones without a restart; one without credentials is not used.
         */
        Optional<String> kubeconfigFile();

        /**
         * Whether the service runs in this cluster. Default where it is the only one, and where its Application says so;
         * only one can be it.
         */
        Optional<String> own();

        /**
         * Whether the cluster's feature gate DNSNameResolver is on, so that OVN-Kubernetes takes DNS names with {@code *.} in
         * front; without the gate it refuses a firewall that holds one. Default what the cluster says where networks are
         * detected, else false.
         */
        Optional<String> dnsNameResolver();

        /** What deploys the cluster's folder; its deployment is followed where this is given. */
        Optional<ArgoCdConfig> argocd();

        /** The namespaces that get an egress firewall. */
        List<FirewallConfig> egressFirewalls();

        /** Source addresses for namespaces, by name of the EgressIP. */
        Map<String, EgressIpConfig> egressIps();

        /** Names of nodes to be labelled as hosts of egress addresses; default none. */
        Optional<List<String>> egressNodes();

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

        /**
         * A container image with sh, curl, date and sleep; default
         * {@code registry.access.redhat.com/ubi9/ubi-minimal:latest}.
         */
        Optional<String> image();

        /**
         * The site that must not be reached, http or https; a connection that times out or is refused is what counts.
         * Default {@code https://www.google.com}, where the feed goog is blocked over ipv4; else required.
         */
        Optional<String> blocked();

        /**
         * The site that must answer, http or https, which the firewall has to allow; default
         * {@code https://www.redhat.com}. Required where {@code otherwise} is deny and no rule allows that name.
         */
        Optional<String> control();
    }

    /**
     * Applications of Argo CD on the cluster that the service runs in: {@code firewall} and {@code observability}, or
     * {@code application} alone.
     */
    interface ArgoCdConfig {

        /** The name of the one that deploys the cluster's folder {@code firewall}. */
        Optional<String> firewall();

        /**
         * The name of the one that deploys the cluster's folder {@code observability}; needed where a LokiStack or a
         * FlowCollector is to be followed. The firewall's state does not wait for it.
         */
        Optional<String> observability();

        /** The name of one that deploys the cluster's whole folder, instead of the two. */
        Optional<String> application();

        /** Their namespace; default openshift-gitops. */
        Optional<String> namespace();
    }

    /** The networks of a cluster, each one or more CIDRs; required where they are not detected. */
    interface NetworksConfig {

        /**
         * Whether they are read from the cluster too, at each run; default false. What is given beside it holds as well, and
         * a detected network that it lacks is a warning.
         */
        Optional<String> detect();

        /**
         * How nodes are allowed beside the machine network where networks are detected. selector: one rule by the label
         * {@code kubernetes.io/os: linux}, which OVN-Kubernetes keeps current. addresses: a rule for each address of a node
         * outside the machine network, so that a new node changes every firewall. Default selector.
         */
        Optional<String> nodes();

        /** The nodes' network. */
        Optional<List<String>> machine();

        /** The services' network. */
        Optional<List<String>> service();

        /** The pods' network. */
        Optional<List<String>> pod();
    }

    /** The egress firewall of one namespace. */
    interface FirewallConfig {

        /** The namespace. Required, once in a cluster. */
        Optional<String> namespace();

        /**
         * Whether a namespace of the platform is meant: {@code openshift-*}, {@code kube-*} and {@code default} are refused
         * without it. Default false.
         */
        Optional<String> platformNamespace();

        /** Rules of your own that come before what is blocked; default none. */
        List<RuleConfig> before();

        /** Rules of your own that come after what is blocked; default none. */
        List<RuleConfig> after();

        /** allow or deny what no rule matches; deny holds for both families. Default allow. */
        Optional<String> otherwise();

        /** Whether the Namespace is declared too; false where another Application owns it. Default true. */
        Optional<String> manageNamespace();

        /**
         * Whether a Job proves the firewall from inside the namespace after each sync, with what {@code verify-with} says;
         * a sync that it contradicts fails. Default false.
         */
        Optional<String> verify();
    }

    /** A rule of your own; exactly one of cidr, dns and nodes. */
    interface RuleConfig {

        /** Allow or Deny. Required. */
        Optional<String> type();

        /** Addresses. */
        Optional<String> cidr();

        /**
         * A DNS name of at least two labels; {@code *.} in front means one label, and needs the cluster's
         * {@code dns-name-resolver}.
         */
        Optional<String> dns();

        /** Labels of nodes. */
        Map<String, Optional<String>> nodes();

        /** What the rule is limited to; default every protocol and port, ICMP included. */
        List<PortConfig> ports();
    }

    /** A port with its protocol. */
    interface PortConfig {

        /** TCP, UDP or SCTP, in capitals. Required. */
        Optional<String> protocol();

        /** 1 to 65535. Required. */
        Optional<String> port();
    }

    /** One EgressIP. */
    interface EgressIpConfig {

        /** One or more addresses of the nodes' network that nothing else uses. Required. */
        Optional<List<String>> addresses();

        /** The labels by which namespaces are selected. Required: no label would select every namespace. */
        Map<String, Optional<String>> namespaceLabels();

        /** Names of namespaces to be given these labels; default none. */
        Optional<List<String>> namespaces();
    }

    /** The FlowCollector. */
    interface FlowCollectorConfig {

        /** Where the collector runs; default netobserv. The operator refuses a later change. */
        Optional<String> namespace();

        /** One packet in this many is seen; default 50. */
        Optional<String> sampling();

        /** Features of the eBPF agent; default FlowRTT. */
        Optional<List<String>> features();

        /** Whether the agent is privileged, as PacketDrop, NetworkEvents and UDNMapping need; default false. */
        Optional<String> privileged();

        /** The name under which flows to denied prefixes are shown; EXT: keeps them external. Default EXT:Google. */
        Optional<String> label();

        /** Direct (small clusters) or Service; default Direct. */
        Optional<String> deploymentModel();
    }
}
