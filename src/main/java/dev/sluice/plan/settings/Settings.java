package dev.sluice.plan.settings;

import dev.sluice.feed.Feed;
import dev.sluice.feed.Transfer;
import dev.sluice.gitops.Mode;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SigningKey;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Guards;
import dev.sluice.render.Cluster;
import dev.sluice.review.forge.Reviewing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that passed every check.
 *
 * @param schedule a Quartz cron expression; empty for never
 * @param feeds those that {@code block} names, each once
 * @param assertions what must be true of every firewall beside that a cluster reaches its own networks
 * @param acceptRemoval names of clusters, namespaces or LokiStacks that may go
 * @param path the folder in the repository that holds one folder a cluster
 * @param gitTimeout for each wait on the Git server
 * @param gitStore a folder that keeps what is fetched from the Git server; nothing is kept where empty
 * @param signing signs commits; they stay unsigned where empty
 * @param mode how a change gets onto the branch; one that proposes only where {@code reviewing} is there
 * @param reviewing where changes are proposed
 * @param apiToken its bearer may ask for a run; where it is empty every request is refused
 * @param access what is done with clusters beside writing manifests for them
 * @param warnings what is legal but doubtful
 */
public record Settings(
        Optional<String> schedule,
        ZoneId timeZone,
        List<Feed> feeds,
        Transfer transfer,
        Optional<String> feedsTls,
        BlockPolicy block,
        Guards guards,
        List<Assertion> assertions,
        Set<String> acceptRemoval,
        List<Cluster> clusters,
        Origin origin,
        String path,
        Duration gitTimeout,
        Optional<String> gitTls,
        Optional<Path> gitStore,
        Optional<SigningKey> signing,
        Mode mode,
        Optional<Reviewing> reviewing,
        Optional<Secret> apiToken,
        ClusterAccess access,
        List<String> warnings) {

    public Settings {
        feeds = List.copyOf(feeds);
        assertions = List.copyOf(assertions);
        acceptRemoval = Set.copyOf(acceptRemoval);
        clusters = List.copyOf(clusters);
        warnings = List.copyOf(warnings);
    }

    /** The same settings with other clusters, and what is doubtful about them. */
    public Settings with(List<Cluster> others, List<String> otherWarnings) {
        return with(others, access, otherWarnings);
    }

    /** The same settings with clusters that are asked something else. */
    public Settings with(ClusterAccess other) {
        return with(clusters, other, warnings);
    }

    private Settings with(List<Cluster> otherClusters, ClusterAccess otherAccess, List<String> otherWarnings) {
        return new Settings(
                schedule,
                timeZone,
                feeds,
                transfer,
                feedsTls,
                block,
                guards,
                assertions,
                acceptRemoval,
                otherClusters,
                origin,
                path,
                gitTimeout,
                gitTls,
                gitStore,
                signing,
                mode,
                reviewing,
                apiToken,
                otherAccess,
                otherWarnings);
    }
}
