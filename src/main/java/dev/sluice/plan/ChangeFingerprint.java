package dev.sluice.plan;

import dev.sluice.gitops.Change;
import dev.sluice.plan.briefing.Briefing.Checks;
import dev.sluice.policy.FirewallDelta;
import dev.sluice.policy.Guards.Measurement;
import dev.sluice.policy.Risk;
import dev.sluice.policy.Rule;
import dev.sluice.ranges.Sha256;
import dev.sluice.render.Provenance;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request is about, whatever tokens the feeds came with: what it writes, what that replaces, and what it asks of a
 * person. A request stays as it is while this does.
 *
 * <p>Of a firewall its decision counts, not how its prefixes are split; the lists that it was computed from do not count at
 * all, since what of them matters shows in the decision. Of a guard it counts that it holds the change, not what it measured.
 */
final class ChangeFingerprint {

    private final PublishedManifests objects;
    private final RuleComparison comparison;

    ChangeFingerprint(PublishedManifests objects, RuleComparison comparison) {
        this.objects = objects;
        this.comparison = comparison;
    }

    /** The SHA-256 of what changes, in hexadecimal. */
    String of(List<ClusterPlan> clusters, List<RemovedCluster> removed, Risk risk, Checks checks) {
        return of(
                clusters,
                removed,
                Stream.of(
                                Stream.of("risk " + risk.level()),
                                checks.accepted()
                                        ? Stream.<String>empty()
                                        : checks.readings().stream()
                                                .filter(Measurement::tripped)
                                                .map(reading -> "held by " + reading.guard()),
                                checks.removals().stream().map(removal -> "held by the removal of " + removal))
                        .flatMap(lines -> lines)
                        .toList());
    }

    /** @param asked what a person must decide, a line each */
    String of(List<ClusterPlan> clusters, List<RemovedCluster> removed, List<String> asked) {
        return Sha256.hex(Stream.of(
                        Stream.concat(
                                        clusters.stream().map(ClusterPlan::change),
                                        removed.stream().map(RemovedCluster::change))
                                .flatMap(this::files),
                        clusters.stream().flatMap(this::replaced),
                        removed.stream().flatMap(cluster -> replaced(cluster.firewalls())),
                        asked.stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n")));
    }

    private Stream<String> files(Change change) {
        return Stream.concat(
                change.written().entrySet().stream()
                        .filter(file -> counts(file.getKey()))
                        .map(file -> line(file.getKey(), file.getValue().text())),
                change.deleted().stream().map(path -> path + " goes"));
    }

    private static boolean counts(String path) {
        return path.endsWith("/" + Provenance.POLICY) || !path.contains("/" + Provenance.FOLDER);
    }

    private String line(String path, String text) {
        return path + " "
                + objects.firewall(text)
                        .map(firewall -> decides(firewall.rules()))
                        .orElseGet(() -> "says " + Sha256.hex(text));
    }

    private Stream<String> replaced(ClusterPlan plan) {
        String name = plan.cluster().name();
        return Stream.concat(
                Stream.of(name + " had "
                        + plan.published()
                                .map(Provenance::policy)
                                .map(Sha256::hex)
                                .orElse("nothing")),
                replaced(plan.firewalls()));
    }

    private Stream<String> replaced(List<FirewallDelta> firewalls) {
        return firewalls.stream().map(firewall -> firewall + " had what " + decides(firewall.before()));
    }

    private String decides(List<Rule> rules) {
        return "decides " + comparison.decision(rules).digest();
    }
}
