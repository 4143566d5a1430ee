package dev.sluice.plan.settings;

import dev.sluice.config.KubernetesNames;
import dev.sluice.config.TextConverter;
import dev.sluice.render.Installation;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operator of OperatorHub. Where the cluster can be asked (it is the service's own, or has a kubeconfig-file), an
 * OperatorGroup or Subscription that Sluice did not publish is left alone.
 */
public interface OperatorConfig {

    /**
     * Whether its Subscription, its OperatorGroup and their Namespace are declared; false where something else installs
     * the operator.
     */
    @WithDefault("true")
    boolean manage();

    /** The channel of the package; without it stable-6.4 for loki, stable for network-observability. */
    @WithConverter(Channel.class)
    Optional<String> channel();

    /** The CatalogSource that has the package, which a disconnected cluster names otherwise; without it redhat-operators. */
    @WithConverter(KubernetesNames.Name.class)
    Optional<String> source();

    /** The namespace of the CatalogSource; without it openshift-marketplace. */
    @WithConverter(KubernetesNames.Namespace.class)
    Optional<String> sourceNamespace();

    /** Who approves what the Subscription installs; without it Automatic. */
    Optional<Installation.Approval> approval();

    /**
     * Whether the OperatorGroup is declared. False where the namespace has one: with two, no operator in it
     * works any more.
     */
    @WithDefault("true")
    boolean operatorGroup();

    /** Reads the name of a channel. */
    final class Channel extends TextConverter {

        private static final long serialVersionUID = 1;

        public Channel() {
            super(
                    Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"),
                    "a channel such as stable-6.4: letters, digits and -_. between them",
                    "missing");
        }
    }
}
