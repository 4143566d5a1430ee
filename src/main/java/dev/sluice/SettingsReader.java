package dev.sluice;

import dev.sluice.cluster.impact.FlowSettings;
import dev.sluice.cluster.lease.LeaseSettings;
import dev.sluice.cluster.storage.StorageSettings;
import dev.sluice.cluster.storage.StorageSettings.StackSecret;
import dev.sluice.config.ConfigurationException;
import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.SecretConverter;
import dev.sluice.plan.settings.AssertionSettings;
import dev.sluice.plan.settings.BlockSettings;
import dev.sluice.plan.settings.ClusterAccess;
import dev.sluice.plan.settings.ClusterSettings;
import dev.sluice.plan.settings.DetectionSettings;
import dev.sluice.plan.settings.DetectionTerms;
import dev.sluice.plan.settings.GuardSettings;
import dev.sluice.plan.settings.LabVariables;
import dev.sluice.plan.settings.LinkSettings;
import dev.sluice.plan.settings.Settings;
import dev.sluice.plan.settings.Surroundings;
import dev.sluice.plan.settings.UnblockedFamily;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.review.forge.ReviewSettings;
import dev.sluice.review.forge.Reviewing;
import dev.sluice.run.RunConfig;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns raw values into settings; every part is read, so that all mistakes are said at once. */
final class SettingsReader {

    private final RawConfig raw;
    private final Surroundings surroundings;
    private final TrustedAuthorities authorities;
    private final Clock clock;
    private final Problems problems;

    /** @param problems what is wrong or doubtful already */
    SettingsReader(
            RawConfig raw, Surroundings surroundings, TrustedAuthorities authorities, Clock clock, Problems problems) {
        this.authorities = authorities;
        this.raw = raw;
        this.surroundings = surroundings;
        this.clock = clock;
        this.problems = problems;
    }

    /** @throws ConfigurationException listing all mistakes */
    Settings read() {
        surroundings
                .missingLocations()
                .forEach(file -> problems.error("smallrye.config.locations", "'" + file + "' does not exist"));
        FeedSettings feeds = FeedSettings.of(raw.feeds(), raw.fetch(), authorities, problems);
        BlockPolicy plain = BlockSettings.of(raw.block(), feeds.byName().keySet(), problems);
        BlockPolicy block = plain.withSpecial(feeds.special());
        feeds.checkSpecial(plain.include(), problems);
        List<Cluster> clusters = clusters(block);
        GitSettings git = GitSettings.of(raw.git(), raw.review().forge().isPresent(), authorities, problems);
        Optional<Reviewing> reviewing =
                ReviewSettings.of(raw.review(), git.origin(), surroundings.keys(), authorities, problems);
        Settings settings = new Settings(
                Optional.of(raw.run().schedule()).filter(cron -> !cron.equals(RunConfig.Cron.OFF)),
                raw.run().timeZone(),
                feeds.named(block.include(), block.exclude()),
                feeds.transfer(),
                feeds.tls(),
                block,
                GuardSettings.of(raw.guards()),
                new AssertionSettings(raw.assertions(), problems).all(block),
                new HashSet<>(raw.guards().acceptRemoval().orElse(List.of())),
                clusters,
                git.origin(),
                git.path(),
                git.timeout(),
                git.tls(),
                git.store(),
                git.signing(),
                git.mode(),
                reviewing,
                SecretConverter.either(
                        "sluice.api", raw.run().api().token(), raw.run().api().tokenFile(), problems),
                access(clusters),
                problems.warnings());
        if (!problems.errors().isEmpty()) {
            throw new ConfigurationException(problems.errors());
        }
        return settings;
    }

    private ClusterAccess access(List<Cluster> clusters) {
        AccessConfig access = raw.access();
        FlowSettings flows = FlowSettings.of(access.flows(), access.impact(), authorities, problems);
        Map<String, StackSecret> stacks = new HashMap<>();
        Map<String, DetectionTerms> detection = new TreeMap<>();
        for (Cluster cluster : clusters) {
            cluster.loki()
                    .ifPresent(stack -> stacks.put(
                            cluster.name(),
                            new StackSecret(
                                    stack.namespace(),
                                    stack.secret().name(),
                                    stack.secret().type())));
            Optional.ofNullable(raw.clusters().clusters().get(cluster.name()))
                    .map(written -> DetectionSettings.terms(cluster, written))
                    .filter(terms -> !terms.equals(DetectionTerms.DEFAULT))
                    .ifPresent(terms -> detection.put(cluster.name(), terms));
        }
        return new ClusterAccess(
                flows.sources(),
                flows.limits(),
                StorageSettings.of(access.storage(), stacks, authorities, problems),
                LeaseSettings.of(access.lease(), surroundings.ownNamespace(), problems),
                access.callers().enabled() ? Optional.of(access.callers().remembered()) : Optional.empty(),
                new LinkSettings(problems).links(raw.clusters(), access.verification()),
                detection);
    }

    private List<Cluster> clusters(BlockPolicy block) {
        ClusterSettings reader = new ClusterSettings(block, surroundings, clock, problems);
        List<Cluster> clusters = LabVariables.isUsed(surroundings)
                ? new LabVariables(surroundings, problems).clusters(raw.clusters(), reader)
                : reader.all(raw.clusters());
        if (clusters.isEmpty() && problems.errors().stream().noneMatch(error -> error.startsWith("sluice.clusters"))) {
            problems.error("sluice.clusters", "no cluster is configured: there is nothing to publish");
        }
        clusters.forEach(cluster -> UnblockedFamily.warning(cluster, block).ifPresent(problems::warn));
        clusters.forEach(cluster -> warnOfDeniedExemptions(cluster, block));
        return clusters;
    }

    private void warnOfDeniedExemptions(Cluster cluster, BlockPolicy block) {
        cluster.targets().stream()
                .map(Target::firewall)
                .filter(firewall ->
                        firewall.otherwise() == Action.DENY && !block.exempt().isEmpty())
                .forEach(firewall -> problems.warn(
                        "sluice.block.exempt",
                        "namespace " + firewall.namespace() + " of cluster " + cluster.name()
                                + " denies what no rule matches, exempt or not: allow it in before or after"));
    }
}
