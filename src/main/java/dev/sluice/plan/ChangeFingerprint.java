package dev.sluice.plan;

import dev.sluice.ranges.Sha256;
import dev.sluice.render.Provenance;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request is about, whatever tokens the feeds came with: a request stays as it is while this does.
 *
 * <p>Of a firewall its decision counts, not how its prefixes are split; the lists that it was computed from do not count at
 * all, since what of them matters shows in the decision.
 */
final class ChangeFingerprint {

    private final PublishedManifests objects;
    private final RuleComparison comparison;

    ChangeFingerprint(PublishedManifests objects, RuleComparison comparison) {
        this.objects = objects;
        this.comparison = comparison;
    }

    /** The SHA-256 of what changes, in hexadecimal. */
    String of(List<ClusterPlan> clusters, List<RemovedCluster> removed) {
        return Sha256.hex(Stream.concat(
                        clusters.stream().map(ClusterPlan::change),
                        removed.stream().map(RemovedCluster::change))
                .flatMap(change -> Stream.concat(
                        change.written().entrySet().stream()
                                .filter(file -> counts(file.getKey()))
                                .map(file -> line(file.getKey(), file.getValue().text())),
                        change.deleted().stream().map(path -> path + " goes")))
                .collect(Collectors.joining("\n")));
    }

    private static boolean counts(String path) {
        return path.endsWith("/" + Provenance.POLICY) || !path.contains("/" + Provenance.FOLDER);
    }

    private String line(String path, String text) {
        return path + " "
                + objects.firewall(text)
                        .map(firewall -> "decides "
                                + comparison.decision(firewall.rules()).digest())
                        .orElseGet(() -> "says " + Sha256.hex(text));
    }
}
