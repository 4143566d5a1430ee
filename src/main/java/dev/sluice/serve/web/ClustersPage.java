package dev.sluice.serve.web;

import dev.sluice.serve.api.ClusterReport;
import dev.sluice.serve.api.ImpactReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the last commits on each cluster, and of which flows a pending change would decide otherwise.
 *
 * @param mayNotSee what the user may not see, each a few words
 */
public record ClustersPage(List<ClusterView> clusters, List<ImpactReport> impacts, List<String> mayNotSee) {

    /** One cluster. */
    public record ClusterView(
            ClusterReport report, OverviewPage.StateAge since, String shortCommit, List<ObjectView> objects) {}

    /** One object. */
    public record ObjectView(ClusterReport.ObjectReport report, OverviewPage.@Nullable StateAge since) {}

    static ClusterView view(ClusterReport report, Instant now) {
        return new ClusterView(
                report,
                new OverviewPage.StateAge(PageTime.of(report.since(), now), report.sinceAtLeast()),
                report.commit().substring(0, Math.min(7, report.commit().length())),
                report.objects().stream()
                        .map(object -> new ObjectView(
                                object,
                                Optional.ofNullable(object.since())
                                        .map(since -> new OverviewPage.StateAge(
                                                PageTime.of(since, now), object.sinceAtLeast()))
                                        .orElse(null)))
                        .toList());
    }
}
