package dev.sluice.run;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.networks.FeatureGates;

/** Nothing shows that a cluster takes the wildcards of its rules: it would refuse the whole firewall. */
final class WildcardsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param gate what the cluster says of its feature gate */
    WildcardsException(String cluster, Answer<Boolean> gate) {
        super("sluice.clusters." + cluster + ".dns-name-resolver: rules hold DNS names with *. in front, and "
                + because(gate)
                + ": OVN-Kubernetes refuses the whole firewall unless the feature gate is on; name the hosts, or set it to"
                + " true where the gate is on");
    }

    private static String because(Answer<Boolean> gate) {
        return switch (gate) {
            case Answer.Found<Boolean>(Boolean on) ->
                "the cluster's feature gate " + FeatureGates.DNS_NAME_RESOLVER + " is off";
            case Answer.Absent<Boolean>() ->
                "the cluster has no FeatureGate to say that " + FeatureGates.DNS_NAME_RESOLVER + " is on";
            case Answer.Unseen<Boolean>(String reason) ->
                "the cluster cannot be asked whether " + FeatureGates.DNS_NAME_RESOLVER + " is on: " + reason;
        };
    }
}
