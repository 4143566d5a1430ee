package dev.sluice.cluster.networks;

import dev.sluice.cluster.Answer;
import dev.sluice.policy.NetworkKind;
import dev.sluice.ranges.Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The networks and nodes that a cluster tells of.
 *
 * @param networks by kind, ascending; a kind of which the cluster has none is absent
 * @param unseen the kinds that could not be read, each with its cause; none of them is in {@code networks}
 * @param nodes the names of all nodes, ascending; empty where they were not asked for
 */
public record Detected(
        Map<NetworkKind, List<Prefix>> networks,
        Map<NetworkKind, String> unseen,
        Optional<Answer<List<String>>> nodes) {

    public Detected {
        Map<NetworkKind, List<Prefix>> copy = new EnumMap<>(NetworkKind.class);
        networks.forEach((kind, prefixes) -> {
            if (!prefixes.isEmpty()) {
                copy.put(kind, prefixes.stream().distinct().sorted().toList());
            }
        });
        networks = Collections.unmodifiableMap(copy);
        Map<NetworkKind, String> reasons = new EnumMap<>(NetworkKind.class);
        reasons.putAll(unseen);
        unseen = Collections.unmodifiableMap(reasons);
    }
}
