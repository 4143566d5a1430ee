package dev.sluice.render;

import dev.sluice.policy.Networks;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is declared for one cluster; what is absent is not rendered.
 *
 * @param name also the name of its folder
 * @param egressNodes names of the nodes that may host egress addresses
 */
public record Cluster(
        String name,
        Networks networks,
        List<Target> targets,
        List<EgressIp> egressIps,
        List<String> egressNodes,
        Optional<LokiStack> loki,
        Optional<FlowCollector> flowCollector) {

    public Cluster {
        targets = List.copyOf(targets);
        egressIps = List.copyOf(egressIps);
        egressNodes = List.copyOf(egressNodes);
    }

    /** The same cluster with other networks. */
    public Cluster with(Networks others) {
        return new Cluster(name, others, targets, egressIps, egressNodes, loki, flowCollector);
    }
}
