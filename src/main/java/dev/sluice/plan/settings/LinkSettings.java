package dev.sluice.plan.settings;

import dev.sluice.cluster.ClusterConnection;
import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.config.Durations;
import dev.sluice.config.KubernetesNames;
import dev.sluice.config.Problems;
import dev.sluice.plan.settings.ClustersConfig.ArgoCdConfig;
import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads how clusters are reached, and what they are asked. */
public final class LinkSettings {

    private static final String DETECT = "detect";
    private static final String ARGO_CD_NAMESPACE = "openshift-gitops";

    private static final Function<String, Duration> SETTLE =
            Durations.between(Duration.ZERO, Duration.ofHours(1), "0s to 1h");

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
        checkOwn(links);
        checkApplications(links);
        return new ClusterConnections(links, pace(verification));
    }

    /** Whether a cluster's networks are detected, said in either of two ways. */
    boolean detect(String key, ClusterConfig raw) {
        boolean word = raw.networksFrom()
                .flatMap(text -> problems.parse(key + ".networks", text, LinkSettings::detectWord))
                .isPresent();
        boolean flag = problems.read(key + ".networks.detect", raw.networks().detect(), false, Problems::trueOrFalse);
        return word || flag;
    }

    private Stream<ClusterConnection> link(String name, ClusterConfig raw, boolean alone) {
        String key = "sluice.clusters." + name;
        // The networks were read already, mistakes included.
        boolean detect = new LinkSettings(new Problems()).detect(key, raw);
        Optional<Path> kubeconfig = raw.kubeconfigFile()
                .flatMap(text -> problems.parse(key + ".kubeconfig-file", text, LinkSettings::file));
        Optional<Boolean> own = raw.own().flatMap(text -> problems.parse(key + ".own", text, Problems::trueOrFalse));
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
        String namespace =
                problems.read(key + ".namespace", raw.namespace(), ARGO_CD_NAMESPACE, KubernetesNames.NAMESPACE);
        Optional<ClusterConnection.SingleApplication> whole =
                application(key + ".application", raw.application(), namespace);
        Optional<ClusterConnection.SingleApplication> firewall =
                application(key + ".firewall", raw.firewall(), namespace);
        Optional<ClusterConnection.SingleApplication> observability =
                application(key + ".observability", raw.observability(), namespace);
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

    private Optional<ClusterConnection.SingleApplication> application(
            String key, Optional<String> name, String namespace) {
        return name.flatMap(text -> problems.parse(key, text, KubernetesNames.NAME))
                .map(parsed -> new ClusterConnection.SingleApplication(namespace, parsed));
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

    private void checkOwn(List<ClusterConnection> links) {
        List<String> own = links.stream()
                .filter(link -> link.own().orElse(false))
                .map(ClusterConnection::cluster)
                .toList();
        if (own.size() > 1) {
            problems.error("sluice.clusters", "own: true is set at " + own + ": the service runs in one cluster");
        }
    }

    private ClusterConnections.Pace pace(VerificationConfig raw) {
        ClusterConnections.Pace otherwise = ClusterConnections.NONE.pace();
        String settleKey = "sluice.verification.settle";
        Duration patience =
                Durations.read(problems, "sluice.verification.patience", raw.patience(), otherwise.patience());
        boolean isShort = patience.compareTo(otherwise.settle()) <= 0;
        Duration settle =
                problems.read(settleKey, raw.settle(), isShort ? patience.dividedBy(2) : otherwise.settle(), SETTLE);
        if (raw.settle().isPresent() && settle.compareTo(patience) >= 0) {
            problems.error(
                    settleKey,
                    "'" + raw.settle().get() + "' is not shorter than sluice.verification.patience, "
                            + raw.patience().map(text -> "'" + text + "'").orElse("by default 30m")
                            + ": every firewall would count as failed while it settles");
        }
        return new ClusterConnections.Pace(
                Durations.read(problems, "sluice.verification.interval", raw.interval(), otherwise.interval()),
                patience,
                settle);
    }

    private static String detectWord(String text) {
        if (text.equals(DETECT)) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is neither detect nor the networks by kind: machine, service and pod");
    }

    /** The file may come later; what Java says of an impossible path quotes it, and it may be a secret. */
    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "is not the path of a file; the value is not shown, since it may be a secret");
        }
    }
}
