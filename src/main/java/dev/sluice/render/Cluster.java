package dev.sluice.render;

import dev.sluice.policy.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is declared for one cluster; what is absent is not rendered.
 *
 * @param name also the name of its folder
 * @param egressNodes names of the nodes that may host egress addresses
 * @param operators how operators get onto it; one that is absent is installed as usual
 * @param tool what applies its folder
 */
public record Cluster(
        String name,
        Networks networks,
        List<Target> targets,
        List<EgressIp> egressIps,
        List<String> egressNodes,
        Optional<LokiStack> loki,
        Optional<FlowCollector> flowCollector,
        Map<Operator, Installation> operators,
        GitopsTool tool) {

    public Cluster {
        targets = List.copyOf(targets);
        egressIps = List.copyOf(egressIps);
        egressNodes = List.copyOf(egressNodes);
        operators = Map.copyOf(operators);
    }

    /** A cluster whose operators are installed as usual. */
    public Cluster(
            String name,
            Networks networks,
            List<Target> targets,
            List<EgressIp> egressIps,
            List<String> egressNodes,
            Optional<LokiStack> loki,
            Optional<FlowCollector> flowCollector) {
        this(name, networks, targets, egressIps, egressNodes, loki, flowCollector, Map.of());
    }

    /** A cluster whose folder Argo CD applies. */
    public Cluster(
            String name,
            Networks networks,
            List<Target> targets,
            List<EgressIp> egressIps,
            List<String> egressNodes,
            Optional<LokiStack> loki,
            Optional<FlowCollector> flowCollector,
            Map<Operator, Installation> operators) {
        this(name, networks, targets, egressIps, egressNodes, loki, flowCollector, operators, GitopsTool.ARGOCD);
    }

    /** The same cluster, whose folder another tool applies. */
    public Cluster with(GitopsTool other) {
        return new Cluster(name, networks, targets, egressIps, egressNodes, loki, flowCollector, operators, other);
    }

    /** How an operator gets onto this cluster, if an object needs it. */
    public Installation installation(Operator operator) {
        return operators.getOrDefault(operator, operator.usual());
    }

    /** The same cluster with other networks. */
    public Cluster with(Networks others) {
        return new Cluster(name, others, targets, egressIps, egressNodes, loki, flowCollector, operators, tool);
    }

    /** The same cluster with other nodes that may host egress addresses. */
    public Cluster withEgressNodes(List<String> others) {
        return new Cluster(name, networks, targets, egressIps, others, loki, flowCollector, operators, tool);
    }

    /** The same cluster with operators that get there otherwise. */
    public Cluster with(Map<Operator, Installation> others) {
        return new Cluster(name, networks, targets, egressIps, egressNodes, loki, flowCollector, others, tool);
    }
}
