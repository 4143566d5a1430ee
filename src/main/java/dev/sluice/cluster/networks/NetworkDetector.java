package dev.sluice.cluster.networks;

import dev.sluice.cluster.Access;
import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.policy.NetworkKind;
import dev.sluice.ranges.Family;
import dev.sluice.ranges.Prefix;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads a cluster's networks from its API: at most five questions, each within the API's time-out. Thread-safe. */
public final class NetworkDetector {

    private final Access access;

    public NetworkDetector(Access access) {
        this.access = access;
    }

    public Detected detect(ClusterConnection link, DetectionTerms terms) {
        Detection look = new Detection();
        NetworkSources sources = new NetworkSources(access, link);
        look.at(Set.of(NetworkKind.POD, NetworkKind.SERVICE), sources::podsAndServices);
        look.at(Set.of(NetworkKind.MACHINE), sources::machines);
        look.at(Set.of(NetworkKind.API), sources::apiServers);
        Optional<Answer<NetworkSources.FoundNodes>> nodes =
                terms.readsNodes() ? Optional.of(sources.nodes()) : Optional.empty();
        if (terms.nodeAddresses()) {
            nodes.ifPresent(answer -> look.at(
                    Set.of(NetworkKind.NODE),
                    () -> answer.map(found -> found.networks().get())));
        }
        look.at(Set.of(NetworkKind.JOIN, NetworkKind.TRANSIT), () -> look.families(sources::joinAndTransit));
        return new Detected(
                look.networks,
                look.unseen,
                nodes.filter(answer -> terms.egressNodes())
                        .map(answer -> answer.map(NetworkSources.FoundNodes::names)));
    }

    /** What one detection has found so far. */
    private static final class Detection {

        private final Map<NetworkKind, List<Prefix>> networks = new EnumMap<>(NetworkKind.class);
        private final Map<NetworkKind, String> unseen = new EnumMap<>(NetworkKind.class);

        void at(Set<NetworkKind> kinds, Supplier<Answer<Map<NetworkKind, List<Prefix>>>> source) {
            switch (read(source)) {
                case Answer.Found<Map<NetworkKind, List<Prefix>>>(var found) -> networks.putAll(found);
                case Answer.Absent<Map<NetworkKind, List<Prefix>>>() -> {}
                case Answer.Unseen<Map<NetworkKind, List<Prefix>>>(String reason) ->
                    kinds.forEach(kind -> unseen.put(kind, reason));
            }
        }

        /** Asks what depends on the pods' families; IPv4 where the cluster tells of no pods. */
        <T> Answer<T> families(Function<Set<Family>, Answer<T>> question) {
            String reason = unseen.get(NetworkKind.POD);
            if (reason != null) { // a family too few would take a network away
                return new Answer.Unseen<>(reason);
            }
            Set<Family> families = EnumSet.noneOf(Family.class);
            networks.getOrDefault(NetworkKind.POD, List.of()).stream()
                    .map(Prefix::family)
                    .forEach(families::add);
            return question.apply(families.isEmpty() ? Set.of(Family.IPV4) : families);
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
