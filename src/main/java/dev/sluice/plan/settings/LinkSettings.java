package dev.sluice.plan.settings;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.config.Durations;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.ArgoCdConfig;
import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads how clusters are reached, and what they are asked. */
public final class LinkSettings {

    /** Of a firewall, unless it is configured. */
    private static final Duration USUAL_SETTLE = ClusterConnections.NONE.pace().settle();

    private final Problems problems;

    public LinkSettings(Problems problems) {
        this.problems = problems;
    }

    public ClusterConnections links(ClustersConfig raw, VerificationConfig verification) {
        boolean alone = raw.clusters().size() == 1;
        List<ClusterConnection> links = new TreeMap<>(raw.clusters())
                .entrySet().stream()
                        .flatMap(cluster -> link(cluster.getKey(), cluster.getValue(), alone))
                        .toList();
        checkOwn(raw);
        checkApplications(links);
        return new ClusterConnections(links, pace(verification));
    }

    private Stream<ClusterConnection> link(String name, ClusterConfig raw, boolean alone) {
        String key = "sluice.clusters." + name;
        boolean detect = DetectionSettings.isAsked(raw);
        Optional<Path> kubeconfig = raw.kubeconfigFile();
        Optional<Boolean> own = raw.own();
        Optional<ClusterConnection.Deployer> argocd = raw.argocd().flatMap(given -> argocd(key + ".argocd", given));
        argocd.ifPresent(deployer -> checkObservability(key, raw, deployer));
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
        boolean operators = raw.loki().isPresent() || raw.flowCollector().isPresent();
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
    private void checkObservability(String key, ClusterConfig raw, ClusterConnection.Deployer deployer) {
        boolean isLeftOut = deployer instanceof ClusterConnection.ApplicationPair pair
                && pair.observability().isEmpty();
        if (isLeftOut && (raw.loki().isPresent() || raw.flowCollector().isPresent())) {
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

    private void checkOwn(ClustersConfig raw) {
        List<String> own = new TreeMap<>(raw.clusters())
                .entrySet().stream()
                        .filter(cluster -> cluster.getValue().own().orElse(false))
                        .map(Map.Entry::getKey)
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
