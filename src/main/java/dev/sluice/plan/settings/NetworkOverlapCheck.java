package dev.sluice.plan.settings;

import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import java.util.Optional;

/** Finds services and pods that would have the same addresses, which OpenShift's installer refuses. */
final class NetworkOverlapCheck {

    private NetworkOverlapCheck() {}

    /** What is wrong with the networks of a cluster; empty where nothing is. */
    static Optional<String> of(Networks networks) {
        for (Prefix service : networks.service()) {
            for (Prefix pod : networks.pod()) {
                if (service.contains(pod) || pod.contains(service)) {
                    return Optional.of(
                            "the service network '" + service + "' and the pod network '" + pod
                                    + "' overlap, which they do in no cluster: oc get network.config cluster -o yaml shows both");
                }
            }
        }
        return Optional.empty();
    }
}
