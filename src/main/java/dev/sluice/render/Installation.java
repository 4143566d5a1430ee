package dev.sluice.render;

/**
 * How an operator gets onto a cluster.
 *
 * @param subscription whether its Subscription is declared; false where something else installs the operator
 * @param operatorGroup whether the OperatorGroup of its namespace is declared; false where there is one: with two, every
 *     ClusterServiceVersion of a namespace fails (TooManyOperatorGroups)
 * @param channel of the package
 * @param source the CatalogSource that has the package
 * @param sourceNamespace of the CatalogSource
 * @see <a href="https://olm.operatorframework.io/docs/concepts/crds/">Operator Lifecycle Manager, CRDs</a>
 */
public record Installation(
        boolean subscription,
        boolean operatorGroup,
        String channel,
        String source,
        String sourceNamespace,
        Approval approval) {

    /** Who approves what a Subscription installs, as OLM spells it. */
    public enum Approval {
        AUTOMATIC("Automatic"),
        MANUAL("Manual");

        private final String word;

        Approval(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Of a package in Red Hat's catalogue. */
    static Installation of(String channel) {
        return new Installation(true, true, channel, "redhat-operators", "openshift-marketplace", Approval.AUTOMATIC);
    }

    /** Whether anything is declared. */
    public boolean isManaged() {
        return subscription || operatorGroup;
    }

    /** The same with at most these of its objects. */
    public Installation limitedTo(boolean subscriptionToo, boolean operatorGroupToo) {
        return new Installation(
                subscription && subscriptionToo,
                operatorGroup && operatorGroupToo,
                channel,
                source,
                sourceNamespace,
                approval);
    }
}
