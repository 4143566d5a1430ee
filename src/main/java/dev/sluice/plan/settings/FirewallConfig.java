package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.WholeNumber;
import dev.sluice.policy.Action;
import dev.sluice.policy.Port;
import dev.sluice.ranges.Prefix;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The egress firewall of one namespace. */
public interface FirewallConfig {

    /** The namespace, once in a cluster. */
    @WithConverter(KubernetesNames.Namespace.class)
    String namespace();

    /**
     * Whether a namespace of the platform is meant: {@code openshift-*}, {@code kube-*} and {@code default} are refused
     * without it.
     */
    @WithDefault("false")
    boolean platformNamespace();

    /** Rules of your own that come before what is blocked. */
    List<RuleConfig> before();

    /** Rules of your own that come after what is blocked. */
    List<RuleConfig> after();

    /** What happens to what no rule matches; deny holds for both families. */
    @WithDefault("allow")
    Otherwise otherwise();

    /** Whether the Namespace is declared too; false where another Application owns it. */
    @WithDefault("true")
    boolean manageNamespace();

    /**
     * Whether a Job proves the firewall from inside the namespace after each sync, with what {@code verify-with} says;
     * a sync that it contradicts fails.
     */
    @WithDefault("false")
    boolean verify();

    /** A rule of your own; exactly one of cidr, dns and nodes. */
    interface RuleConfig {

        /** What the rule does. */
        Action type();

        /** Addresses. */
        Optional<Prefix> cidr();

        /**
         * A DNS name of at least two labels; {@code *.} in front means one label, and needs the cluster's
         * {@code dns-name-resolver}.
         */
        Optional<String> dns();

        /** Labels of nodes. */
        Map<String, Optional<String>> nodes();

        /** What the rule is limited to; without them every protocol and port, ICMP included. */
        List<PortConfig> ports();
    }

    /** A port with its protocol. */
    interface PortConfig {

        /** The protocol, in capitals. */
        Port.Protocol protocol();

        /** The number of the port. */
        @WithConverter(PortNumber.class)
        int port();
    }

    /** What happens to what no rule matches. */
    enum Otherwise {
        ALLOW,
        DENY;

        Action action() {
            return switch (this) {
                case ALLOW -> Action.ALLOW;
                case DENY -> Action.DENY;
            };
        }
    }

    /** Reads the number of a port. */
    final class PortNumber extends WholeNumber {

        private static final long serialVersionUID = 1;

        public PortNumber() {
            super(1, 65_535);
        }
    }
}
