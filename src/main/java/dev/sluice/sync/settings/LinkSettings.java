package dev.sluice.sync.settings;

import dev.sluice.cluster.Link;
import dev.sluice.cluster.Links;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.sync.settings.ClustersConfig.ArgoCdConfig;
import dev.sluice.sync.settings.ClustersConfig.ClusterConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads how clusters are reached, and what they are asked. */
final class LinkSettings {

    private static final String DETECT = "detect";
    private static final String ARGO_CD_NAMESPACE = "openshift-gitops";

    private final Problems problems;

    LinkSettings(Problems problems) {
        this.problems = problems;
    }

    Links links(ClustersConfig raw, VerificationConfig verification) {
        boolean alone = raw.clusters().size() == 1;
        List<Link> links = new TreeMap<>(raw.clusters())
                .entrySet().stream()
                        .flatMap(cluster -> link(cluster.getKey(), cluster.getValue(), alone))
                        .toList();
        checkOwn(links);
        return new Links(
                links,
                new Links.Pace(
                        pace(
                                "interval",
                                verification.interval(),
                                Links.NONE.pace().interval()),
                        pace(
                                "patience",
                                verification.patience(),
                                Links.NONE.pace().patience())));
    }

    /** Whether a cluster's networks are detected, said in either of two ways. */
    boolean detect(String key, ClusterConfig raw) {
        boolean word = raw.networksFrom()
                .flatMap(text -> problems.parse(key + ".networks", text, LinkSettings::detectWord))
                .isPresent();
        boolean flag = problems.read(key + ".networks.detect", raw.networks().detect(), false, Problems::trueOrFalse);
        return word || flag;
    }

    private Stream<Link> link(String name, ClusterConfig raw, boolean alone) {
        String key = "sluice.clusters." + name;
        // The networks were read already, mistakes included.
        boolean detect = new LinkSettings(new Problems()).detect(key, raw);
        Optional<Path> kubeconfig =
                raw.kubeconfigFile().flatMap(text -> problems.parse(key + ".kubeconfig-file", text, Path::of));
        Optional<Boolean> own = raw.own().flatMap(text -> problems.parse(key + ".own", text, Problems::trueOrFalse));
        Optional<Link.Application> application = raw.argocd().flatMap(given -> application(key + ".argocd", given));
        if (own.orElse(false) && kubeconfig.isPresent()) {
            problems.error(
                    key + ".own",
                    "stands beside a kubeconfig-file: one says that the cluster is this one, the"
                            + " other where it is instead");
        }
        if (detect && kubeconfig.isEmpty() && !own.orElse(alone)) {
            problems.error(
                    key + ".networks",
                    "cannot be detected: nothing says where the cluster's API is; give its kubeconfig-file, or own: true"
                            + " if the service runs in it");
        }
        boolean asked = detect || application.isPresent();
        return asked ? Stream.of(new Link(name, kubeconfig, own, detect, application)) : Stream.empty();
    }

    private Optional<Link.Application> application(String key, ArgoCdConfig raw) {
        String namespace =
                problems.read(key + ".namespace", raw.namespace(), ARGO_CD_NAMESPACE, KubernetesNames.NAMESPACE);
        return problems.require(key + ".application", raw.application(), KubernetesNames.NAME)
                .map(name -> new Link.Application(namespace, name));
    }

    private void checkOwn(List<Link> links) {
        List<String> own = links.stream()
                .filter(link -> link.own().orElse(false))
                .map(Link::cluster)
                .toList();
        if (own.size() > 1) {
            problems.error("sluice.clusters", "own: true stands at " + own + ": the service runs in one cluster");
        }
    }

    private Duration pace(String key, Optional<String> value, Duration otherwise) {
        return Durations.read(problems, "sluice.verification." + key, value, otherwise);
    }

    private static String detectWord(String text) {
        if (text.equals(DETECT)) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is neither detect nor the networks by kind: machine, service and pod");
    }
}
