package dev.sluice.plan.settings;

import java.util.Optional;

/**
 * An operator of OperatorHub. Where the cluster can be asked (it is the service's own, or has a kubeconfig-file), an
 * OperatorGroup or Subscription that Sluice did not publish is left alone.
 */
public interface OperatorConfig {

    /**
     * Whether its Subscription, its OperatorGroup and their Namespace are declared; false where something else installs
     * the operator. Default true.
     */
    Optional<String> manage();

    /** The channel of the package; default stable-6.4 for loki, stable for network-observability. */
    Optional<String> channel();

    /** The CatalogSource that has the package, which a disconnected cluster names otherwise; default redhat-operators. */
    Optional<String> source();

    /** The namespace of the CatalogSource; default openshift-marketplace. */
    Optional<String> sourceNamespace();

    /** Automatic or Manual: who approves what the Subscription installs; default Automatic. */
    Optional<String> approval();

    /**
     * Whether the OperatorGroup is declared; default true. False where the namespace has one: with two, no operator in it
     * works any more.
     */
    Optional<String> operatorGroup();
}
