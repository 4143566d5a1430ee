package dev.sluice.run;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Origin;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.review.forge.Reviewing;
import java.util.Map;
import java.util.Optional;

/** The settings of a fleet. */
public record LabSettings(
        PlanSettings plan,
        Optional<Reviewing> reviewing,
        FeedSettings feeds,
        GitSettings git,
        ClusterConnections links,
        Map<String, DetectionTerms> detection) {

    public LabSettings with(ClusterConnections others) {
        return new LabSettings(plan, reviewing, feeds, git, others, detection);
    }

    public LabSettings with(Map<String, DetectionTerms> others) {
        return new LabSettings(plan, reviewing, feeds, git, links, others);
    }

    public Origin origin() {
        return git.origin();
    }
}
