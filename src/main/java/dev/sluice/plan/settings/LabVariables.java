package dev.sluice.plan.settings;

import dev.sluice.config.Problems;
import dev.sluice.policy.Action;
import dev.sluice.policy.Firewall;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import java.util.List;
import java.util.Optional;

/** The lab's environment variables, which define one cluster where none is configured. */
public final class LabVariables {

    static final String TARGET_NAMESPACE = "TARGET_NAMESPACE";
    static final String MACHINE_NETWORK = "MACHINE_NETWORK";
    static final String SERVICE_NETWORK = "SERVICE_NETWORK";
    static final String CLUSTER_NETWORK = "CLUSTER_NETWORK";

    public static final List<String> NAMES =
            List.of(TARGET_NAMESPACE, MACHINE_NETWORK, SERVICE_NETWORK, CLUSTER_NETWORK);

    private final Surroundings surroundings;
    private final Problems problems;

    public LabVariables(Surroundings surroundings, Problems problems) {
        this.surroundings = surroundings;
        this.problems = problems;
    }

    public static boolean isUsed(Surroundings surroundings) {
        return !surroundings.labVariables().isEmpty();
    }

    public List<Cluster> clusters(ClustersConfig configured, ClusterSettings reader) {
        if (!configured.clusters().isEmpty()) {
            problems.error(
                    "sluice.clusters",
                    "is set beside the environment variables "
                            + surroundings.labVariables().keySet() + ": use one or the other");
            return reader.all(configured);
        }
        String namespace = problems.require(
                TARGET_NAMESPACE,
                value(TARGET_NAMESPACE),
                "missing",
                reader.targetNamespace()
                        .andThen(PlatformNamespaces.refused(
                                "configure it in sluice.clusters with platform-namespace: true if it is meant")));
        Networks networks = new Networks(
                reader.network(MACHINE_NETWORK, values(MACHINE_NETWORK)),
                reader.network(SERVICE_NETWORK, values(SERVICE_NETWORK)),
                reader.network(CLUSTER_NETWORK, values(CLUSTER_NETWORK)));
        FullCoverageCheck.of(networks)
                .or(() -> NetworkOverlapCheck.of(networks))
                .ifPresent(mistake ->
                        problems.error(String.join(", ", MACHINE_NETWORK, SERVICE_NETWORK, CLUSTER_NETWORK), mistake));
        Firewall firewall = new Firewall(namespace, List.of(), List.of(), Action.ALLOW);
        return List.of(new Cluster(
                "default",
                networks,
                List.of(new Target(firewall, true)),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
    }

    private Optional<List<Prefix>> values(String name) {
        return value(name)
                .map(text -> problems.readAll(name, List.of(text.strip().split("[,\\s]+")), Networks::network));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(surroundings.labVariables().get(name));
    }
}
