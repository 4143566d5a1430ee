package dev.sluice.render;

import java.util.Map;
import java.util.stream.Stream;

/**
 * How an operator gets onto a cluster.
 *
 * @param subscription whether its Subscription is declared; false where something else installs the operator
 * @param operatorGroup whether the OperatorGroup of its namespace is declared; false where there is one: with two, every
 *     ClusterServiceVersion of a namespace fails (TooManyOperatorGroups)
 * @param channel of the package
 * @param source the CatalogSource that has the package
 * @param sourceNamespace of the CatalogSource
 * @param departing whether its objects are declared for the last time, so that Argo CD keeps them once they have left Git;
 *     no object of the cluster may need them any more
 * @see <a href="https://olm.operatorframework.io/docs/concepts/crds/">Operator Lifecycle Manager, CRDs</a>
 */
public record Installation(
        boolean subscription,
        boolean operatorGroup,
        String channel,
        String source,
        String sourceNamespace,
        Approval approval,
        boolean departing) {

    /** One that stays for as long as something needs it. */
    public Installation(
            boolean subscription,
            boolean operatorGroup,
            String channel,
            String source,
            String sourceNamespace,
            Approval approval) {
        this(subscription, operatorGroup, channel, source, sourceNamespace, approval, false);
    }

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
                approval,
                departing);
    }

    /**
     * The same with a Subscription that departs as it was published.
     *
     * @param spec of the published Subscription; what it lacks is taken from this
     */
    public Installation departingAs(Map<?, ?> spec) {
        return new Installation(
                true,
                operatorGroup,
                text(spec, "channel", channel),
                text(spec, "source", source),
                text(spec, "sourceNamespace", sourceNamespace),
                Stream.of(Approval.values())
                        .filter(word -> word.word().equals(spec.get("installPlanApproval")))
                        .findFirst()
                        .orElse(approval),
                true);
    }

    /** The same with an OperatorGroup that departs. */
    public Installation departingWithGroup() {
        return new Installation(subscription, true, channel, source, sourceNamespace, approval, true);
    }

    private static String text(Map<?, ?> spec, String field, String otherwise) {
        return spec.get(field) instanceof String text ? text : otherwise;
    }
}
