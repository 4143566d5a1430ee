package dev.sluice.policy;

import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import java.util.List;
import java.util.stream.Stream;

/** The networks of one cluster, which its namespaces always reach: a firewall that cuts them off breaks the cluster. */
public record Networks(List<Prefix> machine, List<Prefix> service, List<Prefix> pod) {

    /** No networks at all. */
    static final Networks NONE = new Networks(List.of(), List.of(), List.of());

    public Networks {
        machine = List.copyOf(machine);
        service = List.copyOf(service);
        pod = List.copyOf(pod);
    }

    /** Machine, service and pod networks in this order, each once. */
    public List<Prefix> all() {
        return Stream.of(machine, service, pod).flatMap(List::stream).distinct().toList();
    }

    public IpSet addresses() {
        return IpSet.of(all());
    }
}
