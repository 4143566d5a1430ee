package dev.sluice.cluster;

import dev.sluice.cluster.ConnectionsConfig.ArgoCdConfig;
import dev.sluice.cluster.ConnectionsConfig.ClusterAccess;
import dev.sluice.cluster.ConnectionsConfig.NodeRule;
import dev.sluice.config.Durations;
import dev.sluice.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks how clusters are reached, and what is read from them. */
public final class ConnectionSettings {

    /** Of a firewall, unless it is configured. */
    private static final Duration USUAL_SETTLE = ClusterConnections.NONE.pace().settle();

    /** By name; a cluster without any key of the mapping is not in it. */
    private final SortedMap<String, ClusterAccess> clusters;

    private final Problems problems;

    public ConnectionSettings(ConnectionsConfig raw, Problems problems) {
        this.clusters = new TreeMap<>(raw.clusters());
        this.problems = problems;
    }

    /** The names of the clusters whose networks are detected. */
    public Set<String> detecting() {
        return clusters.keySet().stream()
                .filter(name -> isDetecting(clusters.get(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the clusters whose detected nodes are allowed by their addresses. */
    public Set<String> byNodeAddresses() {
        return detecting().stream()
                .filter(name -> clusters.get(name).networks().nodes().equals(Optional.of(NodeRule.ADDRESSES)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param all the names of all clusters
     * @param withOperators those that get a LokiStack or a FlowCollector
     */
    public ClusterConnections connections(Set<String> all, Set<String> withOperators, VerificationConfig verification) {
        List<ClusterConnection> links = new TreeSet<>(all)
                .stream()
                        .flatMap(name -> clusters.containsKey(name)
                                ? link(name, clusters.get(name), all.size() == 1, withOperators.contains(name))
                                : withOperators.contains(name) ? Stream.of(plain(name)) : Stream.empty())
                        .toList();
        checkOwn();
        checkApplications(links);
        return new ClusterConnections(links, pace(verification));
    }

    /** Either of two ways says so. */
    private static boolean isDetecting(ClusterAccess raw) {
        return raw.networksFrom().isPresent() || raw.networks().detect();
    }

    /** Nothing says how the cluster is reached. */
    private static ClusterConnection plain(String name) {
        return new ClusterConnection(name, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    private Stream<ClusterConnection> link(String name, ClusterAccess raw, boolean alone, boolean operators) {
        String key = "sluice.clusters." + name;
        boolean detect = isDetecting(raw);
        if (!detect && raw.networks().nodes().isPresent()) {
            problems.error(
                    key + ".networks.nodes",
                    "says how detected nodes are allowed: set networks.detect: true beside it");
        }
        Optional<Path> kubeconfig = raw.kubeconfigFile();
        Optional<Boolean> own = raw.own();
        Optional<ClusterConnection.Deployer> argocd = raw.argocd().flatMap(given -> argocd(key + ".argocd", given));
        argocd.ifPresent(deployer -> checkObservability(key, operators, deployer));
        if (own.orElse(false) && kubeconfig.isPresent()) {
            problems.error(
                    key + ".own",
                    "is set beside a kubeconfig-file: one says that the cluster is this one, the"
                            + " other where it is instead");
        }
        if (detect && kubeconfig.isEmpty() && !own.orElse(alone)) {
            problems.error(
                    key + ".networks",
                    "cannot be detected: nothing says where the cluster's API is; give its kubeconfig-file, or own: true"
                            + " if the service runs in it");
        }
        boolean asked = detect || operators || argocd.isPresent();
        return asked ? Stream.of(new ClusterConnection(name, kubeconfig, own, detect, argocd)) : Stream.empty();
    }

    private Optional<ClusterConnection.Deployer> argocd(String key, ArgoCdConfig raw) {
        Optional<ClusterConnection.SingleApplication> whole = application(raw.application(), raw);
        Optional<ClusterConnection.SingleApplication> firewall = application(raw.firewall(), raw);
        Optional<ClusterConnection.SingleApplication> observability = application(raw.observability(), raw);
        boolean isSplit = raw.firewall().isPresent() || raw.observability().isPresent();
        if (raw.application().isPresent() && isSplit) {
            problems.error(
                    key + ".application",
                    "is set beside firewall or observability: it names one Application for the whole folder, they name one"
                            + " for each part; remove application");
        } else if (!isSplit && raw.application().isEmpty()) {
            problems.error(
                    key, "names no Application: give firewall and observability, or application for the whole folder");
        } else if (isSplit && raw.firewall().isEmpty()) {
            problems.error(
                    key + ".firewall",
                    "is missing beside observability '"
                            + observability
                                    .map(ClusterConnection.SingleApplication::name)
                                    .orElse("")
                            + "': name the Application that deploys the cluster's firewall folder");
        }
        if (firewall.isPresent() && firewall.equals(observability)) {
            problems.error(
                    key + ".observability",
                    "'" + observability.get().name() + "' is the firewall's Application, too: each folder has its own");
        }
        return firewall.<ClusterConnection.Deployer>map(
                        found -> new ClusterConnection.ApplicationPair(found, observability))
                .or(() -> whole);
    }

    private static Optional<ClusterConnection.SingleApplication> application(Optional<String> name, ArgoCdConfig raw) {
        return name.map(given -> new ClusterConnection.SingleApplication(raw.namespace(), given));
    }

    /** What no Application deploys cannot be followed: that must be known, and is no reason not to start. */
    private void checkObservability(String key, boolean operators, ClusterConnection.Deployer deployer) {
        boolean isLeftOut = deployer instanceof ClusterConnection.ApplicationPair pair
                && pair.observability().isEmpty();
        if (isLeftOut && operators) {
            problems.warn(
                    key + ".argocd.observability",
                    "is missing: the cluster's LokiStack and FlowCollector are written, but not followed");
        }
    }

    /** An Application deploys one folder. */
    private void checkApplications(List<ClusterConnection> links) {
        Map<ClusterConnection.SingleApplication, String> clusters = new HashMap<>();
        for (ClusterConnection link : links) {
            link.applications().stream().distinct().forEach(application -> {
                String other = clusters.putIfAbsent(application, link.cluster());
                if (other != null) {
                    problems.error(
                            "sluice.clusters." + link.cluster() + ".argocd",
                            "'" + application + "' is the Application of cluster '" + other + "', too");
                }
            });
        }
    }

    private void checkOwn() {
        List<String> own = clusters.keySet().stream()
                .filter(name -> clusters.get(name).own().orElse(false))
                .toList();
        if (own.size() > 1) {
            problems.error("sluice.clusters", "own: true is set at " + own + ": the service runs in one cluster");
        }
    }

    private ClusterConnections.Pace pace(VerificationConfig raw) {
        Duration patience = raw.patience();
        boolean isShort = patience.compareTo(USUAL_SETTLE) <= 0;
        Duration settle = raw.settle().orElse(isShort ? patience.dividedBy(2) : USUAL_SETTLE);
        if (raw.settle().isPresent() && settle.compareTo(patience) >= 0) {
            problems.error(
                    "sluice.verification.settle",
                    "'" + Durations.text(settle) + "' is not shorter than sluice.verification.patience, '"
                            + Durations.text(patience) + "': every firewall would count as failed while it settles");
        }
        return new ClusterConnections.Pace(raw.interval(), patience, settle);
    }
}
