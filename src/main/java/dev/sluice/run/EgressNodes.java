package dev.sluice.run;

import dev.sluice.cluster.Answer;
import dev.sluice.gitops.Snapshot;
import dev.sluice.render.Cluster;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The nodes that may host egress addresses. Where a cluster that was asked for all of its nodes does not answer, those that
 * are published stay: an API that restarts takes no label away.
 *
 * @param doubt what could not be seen; empty where nothing is in doubt
 */
record EgressNodes(List<String> names, Optional<String> doubt) {

    private static final Pattern FILE = Pattern.compile(".*/firewall/node-([^/]+)\\.yaml");

    EgressNodes {
        names = List.copyOf(names);
    }

    /**
     * @param told the names of all nodes; empty where they are configured
     * @param folder the cluster's, in the repository
     */
    static EgressNodes of(Cluster cluster, Optional<Answer<List<String>>> told, Snapshot published, String folder) {
        if (told.isEmpty()) {
            return new EgressNodes(cluster.egressNodes(), Optional.empty());
        }
        return switch (told.get()) {
            case Answer.Found<List<String>>(List<String> names)
            when !names.isEmpty() -> new EgressNodes(names, Optional.empty());
            case Answer.Found<List<String>> none -> unknown(cluster, "it tells of none", published, folder);
            case Answer.Absent<List<String>>() -> unknown(cluster, "it tells of none", published, folder);
            case Answer.Unseen<List<String>>(String reason) -> unknown(cluster, reason, published, folder);
        };
    }

    private static EgressNodes unknown(Cluster cluster, String reason, Snapshot published, String folder) {
        List<String> names = published.files(folder).stream()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .map(file -> file.group(1))
                .toList();
        return new EgressNodes(
                names,
                Optional.of("sluice.clusters." + cluster.name() + ".egress-nodes: the cluster's nodes cannot be read: "
                        + reason + "; " + (names.isEmpty() ? "none is labelled" : "those that are published stay")));
    }
}
