package dev.sluice.cluster.networks;

import dev.sluice.policy.NetworkKind;
import dev.sluice.ranges.Prefix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The networks that a cluster tells of.
 *
 * @param networks by kind, ascending; a kind of which nothing was found is absent
 * @param unseen what could not be read, each with its cause
 */
public record Detected(Map<NetworkKind, List<Prefix>> networks, List<String> unseen) {

    public Detected {
        Map<NetworkKind, List<Prefix>> copy = new EnumMap<>(NetworkKind.class);
        networks.forEach((kind, prefixes) -> {
            if (!prefixes.isEmpty()) {
                copy.put(kind, prefixes.stream().distinct().sorted().toList());
            }
        });
        networks = Collections.unmodifiableMap(copy);
        unseen = List.copyOf(unseen);
    }
}
