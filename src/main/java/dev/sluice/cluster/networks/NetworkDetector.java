package dev.sluice.cluster.networks;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.Link;
import dev.sluice.policy.NetworkKind;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads a cluster's networks from its API. What cannot be read now is taken from the last time that it could, so that an
 * API that restarts takes no rule away. Thread-safe.
 */
public final class NetworkDetector {

    private final Access access;
    private final Map<String, Map<NetworkKind, List<Prefix>>> remembered = new ConcurrentHashMap<>();

    public NetworkDetector(Access access) {
        this.access = access;
    }

    public Detected detect(Link link) {
        Look look = new Look(remembered.getOrDefault(link.cluster(), Map.of()));
        NetworkSources sources = new NetworkSources(access, link);
        look.at(Set.of(NetworkKind.POD, NetworkKind.SERVICE), sources::podsAndServices);
        look.at(Set.of(NetworkKind.MACHINE), sources::machines);
        look.at(Set.of(NetworkKind.API), sources::apiServers);
        look.at(Set.of(NetworkKind.NODE), sources::nodes);
        look.at(Set.of(NetworkKind.JOIN, NetworkKind.TRANSIT), () -> sources.joinAndTransit(look.families()));
        remembered.put(link.cluster(), look.networks);
        return new Detected(look.networks, look.unseen);
    }

    /** What one detection has found so far. */
    private static final class Look {

        private final Map<NetworkKind, List<Prefix>> before;
        private final Map<NetworkKind, List<Prefix>> networks = new EnumMap<>(NetworkKind.class);
        private final List<String> unseen = new ArrayList<>();

        Look(Map<NetworkKind, List<Prefix>> before) {
            this.before = before;
        }

        void at(Set<NetworkKind> kinds, Supplier<Answer<Map<NetworkKind, List<Prefix>>>> source) {
            switch (read(source)) {
                case Answer.Found<Map<NetworkKind, List<Prefix>>>(var found) -> networks.putAll(found);
                case Answer.Absent<Map<NetworkKind, List<Prefix>>>() -> {}
                case Answer.Unseen<Map<NetworkKind, List<Prefix>>>(String reason) -> {
                    boolean known = before.keySet().containsAll(kinds);
                    unseen.add(known ? reason + "; what was read before holds" : reason);
                    kinds.stream().filter(before::containsKey).forEach(kind -> networks.put(kind, before.get(kind)));
                }
            }
        }

        /** Of pods and services; IPv4 where neither is known. */
        Set<Family> families() {
            Set<Family> families = EnumSet.noneOf(Family.class);
            networks.values().stream().flatMap(List::stream).map(Prefix::family).forEach(families::add);
            return families.isEmpty() ? Set.of(Family.IPV4) : families;
        }

        private static Answer<Map<NetworkKind, List<Prefix>>> read(
                Supplier<Answer<Map<NetworkKind, List<Prefix>>>> source) {
            try {
                return source.get();
            } catch (IllegalArgumentException e) { // an address that is none, or a text that is no YAML
                return new Answer.Unseen<>("what the cluster tells of its networks cannot be read: " + e.getMessage());
            }
        }
    }
}
