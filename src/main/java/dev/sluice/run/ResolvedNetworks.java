package dev.sluice.run;

import dev.sluice.cluster.networks.Detected;
import dev.sluice.plan.settings.FullCoverageCheck;
import dev.sluice.policy.NetworkKind;
import dev.sluice.policy.Networks;
import dev.sluice.ranges.IpSet;
import dev.sluice.ranges.Prefix;
import dev.sluice.render.Cluster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The networks of one cluster, put together from what is configured, what the cluster tells and, where it does not, what
 * it told before. What is in doubt stays: an API that restarts takes no rule away.
 *
 * @param detected what the cluster told
 * @param all what a run works with
 * @param unseen what could not be read
 * @param contradictions detected networks that the configured ones lack
 */
record ResolvedNetworks(
        String cluster,
        Map<NetworkKind, List<Prefix>> detected,
        Networks all,
        List<String> unseen,
        List<String> contradictions) {

    /** A firewall without one of them would cut the cluster off from itself. */
    private static final List<NetworkKind> NEEDED = List.of(NetworkKind.MACHINE, NetworkKind.SERVICE, NetworkKind.POD);

    ResolvedNetworks {
        detected = Map.copyOf(detected);
        unseen = List.copyOf(unseen);
        contradictions = List.copyOf(contradictions);
    }

    /** What is doubtful about them. */
    List<String> warnings() {
        return Stream.concat(unseen.stream(), contradictions.stream()).toList();
    }

    /** The same with something else that could not be seen. */
    ResolvedNetworks with(String alsoUnseen) {
        return new ResolvedNetworks(
                cluster,
                detected,
                all,
                Stream.concat(unseen.stream(), Stream.of(alsoUnseen)).toList(),
                contradictions);
    }

    /**
     * @param nodeAddresses whether nodes are allowed by their addresses; else by their label, whatever is published
     * @throws NetworksException if one that no cluster is without is not known
     */
    static ResolvedNetworks of(Cluster cluster, Detected detected, boolean nodeAddresses, Networks published) {
        String key = "sluice.clusters." + cluster.name() + ".networks";
        List<String> contradictions = new ArrayList<>();
        Map<NetworkKind, List<Prefix>> all = new EnumMap<>(NetworkKind.class);
        Map<String, List<NetworkKind>> doubts = new LinkedHashMap<>();
        for (NetworkKind kind : NetworkKind.values()) {
            if (kind == NetworkKind.NODE && !nodeAddresses) {
                continue;
            }
            List<Prefix> given = cluster.networks().byKind().get(kind);
            List<Prefix> told = detected.networks().getOrDefault(kind, List.of());
            List<Prefix> before = published.byKind().get(kind);
            if (!given.isEmpty()) {
                beyond(given, told)
                        .forEach(network -> contradictions.add(key + "." + kind.word() + ": configured is "
                                + given + ", but the cluster says " + network
                                + ": both are allowed; correct the configuration or leave it out"));
            }
            all.put(kind, together(given, beyond(given, told.isEmpty() ? before : told)));
            if (told.isEmpty() && (!before.isEmpty() || detected.unseen().containsKey(kind))) {
                String reason = detected.unseen().getOrDefault(kind, "the cluster tells of none any more");
                doubts.computeIfAbsent(
                                reason + (before.isEmpty() ? "" : "; what is published holds"),
                                doubt -> new ArrayList<>())
                        .add(kind);
            }
        }
        List<String> unseen = doubts.entrySet().stream()
                .map(doubt -> key + ": " + words(doubt.getValue()) + " cannot be detected: " + doubt.getKey())
                .toList();
        requireAll(key, all, detected.unseen());
        Networks networks = nodeAddresses ? Networks.of(all) : Networks.of(all).withEveryNode();
        requireRest(cluster, key, networks);
        return new ResolvedNetworks(cluster.name(), detected.networks(), networks, unseen, contradictions);
    }

    /** What was found inside something that is configured needs no rule of its own. */
    private static List<Prefix> beyond(List<Prefix> given, List<Prefix> found) {
        IpSet known = IpSet.of(given);
        return found.stream()
                .filter(network -> !known.containsAll(IpSet.of(network)))
                .toList();
    }

    private static List<Prefix> together(List<Prefix> given, List<Prefix> others) {
        return Stream.concat(given.stream(), others.stream()).distinct().toList();
    }

    /** What is configured was looked at when the service started, without what the cluster tells. */
    private static void requireRest(Cluster cluster, String key, Networks networks) {
        FullCoverageCheck.of(networks).ifPresent(mistake -> {
            throw new NetworksException(key + ": " + mistake);
        });
        cluster.targets().forEach(target -> FullCoverageCheck.of(
                        networks, target.firewall().before())
                .ifPresent(mistake -> {
                    throw new NetworksException("the rules in before of namespace " + target.namespace()
                            + " of cluster " + cluster.name() + ": " + mistake);
                }));
    }

    private static void requireAll(
            String key, Map<NetworkKind, List<Prefix>> networks, Map<NetworkKind, String> unseen) {
        List<NetworkKind> missing =
                NEEDED.stream().filter(kind -> networks.get(kind).isEmpty()).toList();
        if (!missing.isEmpty()) {
            String why = missing.stream()
                    .map(kind -> unseen.getOrDefault(kind, "the cluster tells of no " + kind.word() + " network"))
                    .distinct()
                    .collect(Collectors.joining("; "));
            throw new NetworksException(key + ": " + words(missing) + " neither detected nor configured: a firewall"
                    + " without it would cut the cluster off from itself; configure it, or see to this: " + why);
        }
    }

    private static String words(List<NetworkKind> kinds) {
        return kinds.stream().map(NetworkKind::word).collect(Collectors.joining(", "));
    }
}
