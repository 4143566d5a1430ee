package dev.sluice.run;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.text.ExplainedException;
import java.util.Collection;

/** Nothing shows that a cluster takes the wildcards of its rules: it would refuse the whole firewall. */
final class WildcardsException extends ExplainedException {

    private static final long serialVersionUID = 1;

    /**
     * @param gate what the cluster says of its feature gate
     * @param unpublished names that were not published while it could be seen
     */
    WildcardsException(String cluster, Answer<Boolean> gate, Collection<String> unpublished) {
        super(
                "cluster " + cluster,
                "sluice.clusters." + cluster + ".dns-name-resolver: rules hold DNS names with *. in front, and "
                        + because(gate, unpublished)
                        + ": OVN-Kubernetes refuses the whole firewall unless the feature gate is on; name the hosts, or set it to"
                        + " true where the gate is on");
    }

    private static String because(Answer<Boolean> gate, Collection<String> unpublished) {
        return switch (gate) {
            case Answer.Found<Boolean>(Boolean on) ->
                "the cluster's feature gate " + FeatureGates.DNS_NAME_RESOLVER + " is off";
            case Answer.Absent<Boolean>() ->
                "the cluster has no FeatureGate to say that " + FeatureGates.DNS_NAME_RESOLVER + " is on";
            case Answer.Unseen<Boolean>(String reason) ->
                "the cluster cannot be asked whether " + FeatureGates.DNS_NAME_RESOLVER + " is on: " + reason + "; "
                        + String.join(", ", unpublished) + (unpublished.size() == 1 ? " is" : " are")
                        + " not published yet";
        };
    }
}
