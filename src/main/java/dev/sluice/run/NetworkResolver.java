package dev.sluice.run;

import dev.sluice.cluster.Answer;
import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.networks.Detected;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.cluster.networks.FeatureGates;
import dev.sluice.cluster.networks.NetworkDetector;
import dev.sluice.gitops.Snapshot;
import dev.sluice.plan.PublishedStateException;
import dev.sluice.plan.settings.EgressAddressCheck;
import dev.sluice.plan.settings.IdleRules;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.plan.settings.UnblockedFamily;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Networks;
import dev.sluice.render.Cluster;
import dev.sluice.render.PolicyText;
import dev.sluice.render.Provenance;
import dev.sluice.render.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills in the networks of clusters that are asked for them; all others stay as configured. */
public final class NetworkResolver {

    private final NetworkDetector detector;
    private final FeatureGates gates;
    private final ClusterConnections links;
    private final Map<String, DetectionTerms> terms;

    /** @param terms what else is asked of clusters, by name */
    public NetworkResolver(
            NetworkDetector detector, FeatureGates gates, ClusterConnections links, Map<String, DetectionTerms> terms) {
        this.detector = detector;
        this.gates = gates;
        this.links = links;
        this.terms = Map.copyOf(terms);
    }

    /**
     * What one cluster told.
     *
     * @param wildcards whether it takes DNS names with {@code *.} in front; empty where it was not asked
     */
    private record ClusterAnswer(Detected networks, Optional<Answer<Boolean>> wildcards) {}

    /**
     * What a run works with, and how it came by that.
     *
     * @param settings with networks in every cluster
     * @param networks what was detected
     */
    public record WithNetworks(PlanSettings settings, List<ResolvedNetworks> networks) {

        public WithNetworks {
            networks = List.copyOf(networks);
        }
    }

    /**
     * @param published what the branch holds: where a cluster does not tell now, what it told before still counts
     * @throws NetworksException if a cluster has no machine, service or pod network, neither detected nor configured
     * @throws WildcardsException if a cluster's rules hold wildcards and it says that it does not take them, or if it does
     *     not say and they are not published
     */
    WithNetworks resolve(PlanSettings settings, Snapshot published) {
        Map<String, ClusterAnswer> detected = detect();
        if (detected.isEmpty()) {
            return new WithNetworks(settings, List.of());
        }
        List<Cluster> clusters = new ArrayList<>();
        List<String> warnings = new ArrayList<>(settings.warnings());
        List<ResolvedNetworks> known = new ArrayList<>();
        for (Cluster cluster : settings.clusters()) {
            ClusterAnswer told = detected.get(cluster.name());
            if (told == null) {
                clusters.add(cluster);
                continue;
            }
            boolean nodeAddresses = terms(cluster.name()).nodeAddresses();
            String policy = policy(published, settings.folders().folder(cluster.name()));
            Optional<String> doubt = told.wildcards().flatMap(gate -> requireWildcards(cluster, gate, policy));
            ResolvedNetworks alone =
                    ResolvedNetworks.of(cluster, told.networks(), nodeAddresses, published(policy, cluster.name()));
            ResolvedNetworks networks = doubt.map(alone::with).orElse(alone);
            known.add(networks);
            warnings.addAll(networks.warnings());
            EgressNodes nodes = EgressNodes.of(
                    cluster,
                    told.networks().nodes(),
                    published,
                    settings.folders().folder(cluster.name()));
            nodes.doubt().ifPresent(warnings::add);
            Cluster resolved = cluster.with(networks.all()).withEgressNodes(nodes.names());
            clusters.add(resolved);
            warnings.addAll(IdleRules.warnings(resolved));
            warnings.addAll(EgressAddressCheck.warnings(resolved));
            UnblockedFamily.warning(resolved, settings.block())
                    .filter(warning -> !warnings.contains(warning))
                    .ifPresent(warnings::add);
        }
        EgressAddressCheck.shared(clusters).stream()
                .filter(warning -> !warnings.contains(warning))
                .forEach(warnings::add);
        return new WithNetworks(settings.with(clusters, warnings), known);
    }

    /** All at once: a cluster that does not answer holds up no other. */
    private Map<String, ClusterAnswer> detect() {
        Map<String, ClusterAnswer> detected = new TreeMap<>();
        List<ClusterConnection> detecting =
                links.links().stream().filter(ClusterConnection::detect).toList();
        if (detecting.isEmpty()) {
            return detected;
        }
        Map<String, Future<ClusterAnswer>> asked = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            detecting.forEach(
                    link -> asked.put(link.cluster(), threads.submit(() -> ask(link, terms(link.cluster())))));
        }
        asked.forEach((cluster, answer) -> detected.put(cluster, answer.resultNow()));
        return detected;
    }

    private DetectionTerms terms(String cluster) {
        return terms.getOrDefault(cluster, DetectionTerms.DEFAULT);
    }

    private ClusterAnswer ask(ClusterConnection link, DetectionTerms terms) {
        return new ClusterAnswer(
                detector.detect(link, terms),
                terms.wildcards() ? Optional.of(gates.isOn(link, FeatureGates.DNS_NAME_RESOLVER)) : Optional.empty());
    }

    /**
     * A cluster that cannot be asked keeps the wildcards that it took before: it must not hold up the whole fleet.
     *
     * @param policy as it is published
     * @return what could not be seen
     */
    private static Optional<String> requireWildcards(Cluster cluster, Answer<Boolean> gate, String policy) {
        return switch (gate) {
            case Answer.Found<Boolean>(Boolean on) when on -> Optional.empty();
            case Answer.Found<Boolean> off -> throw new WildcardsException(cluster.name(), off, Set.of());
            case Answer.Absent<Boolean> none -> throw new WildcardsException(cluster.name(), none, Set.of());
            case Answer.Unseen<Boolean> unseen -> {
                SortedSet<String> unpublished = wildcards(cluster);
                unpublished.removeAll(PolicyText.dnsNames(policy));
                if (!unpublished.isEmpty()) {
                    throw new WildcardsException(cluster.name(), unseen, unpublished);
                }
                yield Optional.of(
                        "sluice.clusters." + cluster.name() + ".dns-name-resolver: the cluster cannot be asked"
                                + " whether " + FeatureGates.DNS_NAME_RESOLVER + " is on: " + unseen.reason()
                                + "; the published names with *. in front hold");
            }
        };
    }

    private static SortedSet<String> wildcards(Cluster cluster) {
        return cluster.targets().stream()
                .map(Target::firewall)
                .flatMap(firewall -> Stream.concat(firewall.before().stream(), firewall.after().stream()))
                .flatMap(rule -> rule.to() instanceof Destination.DnsName dns && dns.isWildcard()
                        ? Stream.of(dns.name())
                        : Stream.empty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String policy(Snapshot published, String folder) {
        return published.text(folder + "/" + Provenance.POLICY).orElse("");
    }

    private static Networks published(String policy, String cluster) {
        try {
            return PolicyText.networks(policy);
        } catch (IllegalArgumentException e) {
            throw new PublishedStateException(cluster, e);
        }
    }
}
