package dev.sluice;

import dev.sluice.cluster.ClusterConnections;
import dev.sluice.cluster.ConnectionSettings;
import dev.sluice.cluster.callers.CallersConfig;
import dev.sluice.cluster.impact.FlowSettings;
import dev.sluice.cluster.lease.LeaseSettings;
import dev.sluice.cluster.lease.LeaseTerms;
import dev.sluice.cluster.networks.DetectionTerms;
import dev.sluice.cluster.storage.StorageSettings;
import dev.sluice.cluster.storage.StorageSettings.StackSecret;
import dev.sluice.cluster.storage.StorageTarget;
import dev.sluice.config.ConfigurationException;
import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.SecretConverter;
import dev.sluice.notify.NotifySettings;
import dev.sluice.notify.NotifyTerms;
import dev.sluice.plan.settings.AssertionSettings;
import dev.sluice.plan.settings.BlockSettings;
import dev.sluice.plan.settings.ClusterSettings;
import dev.sluice.plan.settings.ClustersConfig.ClusterConfig;
import dev.sluice.plan.settings.GuardSettings;
import dev.sluice.plan.settings.LabVariables;
import dev.sluice.plan.settings.MessageTemplate;
import dev.sluice.plan.settings.PlanSettings;
import dev.sluice.plan.settings.Surroundings;
import dev.sluice.plan.settings.UnblockedFamily;
import dev.sluice.policy.Action;
import dev.sluice.policy.Assertion;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.policy.Freeze;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.review.forge.ReviewSettings;
import dev.sluice.review.forge.Reviewing;
import dev.sluice.run.FreezeSettings;
import dev.sluice.run.RunConfig;
import dev.sluice.run.ScheduleTerms;
import dev.sluice.serve.hooks.HookTerms;
import dev.sluice.serve.security.ApiAccess;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns the values of all mappings into settings, and finds what does not fit together. */
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
        ConnectionSettings connections = new ConnectionSettings(raw.access().connections(), problems);
        List<Cluster> clusters = clusters(block, connections.detecting()).stream()
                .map(cluster -> cluster.with(raw.gitops().tool()))
                .toList();
        GitSettings git = GitSettings.of(raw.git(), raw.review().forge().isPresent(), authorities, problems);
        clusters.forEach(cluster ->
                git.folders().mistake(cluster.name()).ifPresent(mistake -> problems.error("sluice.git.path", mistake)));
        Optional<Reviewing> reviewing = ReviewSettings.of(
                raw.review(), git.origin(), git.instance(), surroundings.keys(), authorities, problems);
        AccessConfig access = raw.access();
        FlowSettings flows = FlowSettings.of(access.flows(), access.impact(), authorities, problems);
        List<StorageTarget> storage = StorageSettings.of(access.storage(), secrets(clusters), authorities, problems);
        Optional<LeaseTerms> lease = LeaseSettings.of(access.lease(), surroundings.ownNamespace(), problems);
        ClusterConnections links = connections.connections(
                raw.clusters().clusters().keySet(), withOperators(clusters), access.verification());
        ScheduleTerms schedule = ScheduleTerms.of(raw.run(), clock, problems);
        ApiAccess api = api(access.callers());
        NotifyTerms notifications =
                NotifySettings.of(raw.receivers(), raw.run().api().url(), authorities, problems);
        HookTerms hooks = HookTerms.of(raw.hooks(), problems);
        Freeze freeze = new FreezeSettings(raw.run(), clock.instant(), problems)
                .freeze(clusters.stream().map(Cluster::name).collect(Collectors.toSet()));
        MessageTemplate message = MessageTemplate.of(raw.message(), git.origin().author(), problems);
        List<Assertion> assertions = new AssertionSettings(raw.assertions(), problems).all(block);
        if (!problems.errors().isEmpty()) {
            throw new ConfigurationException(problems.errors());
        }
        return new Settings(
                schedule,
                feeds,
                git,
                new PlanSettings(
                        block,
                        GuardSettings.of(raw.guards()),
                        assertions,
                        new HashSet<>(raw.guards().acceptRemoval().orElse(List.of())),
                        clusters,
                        git.folders(),
                        git.mode(),
                        reviewing.map(Reviewing::proposing),
                        freeze,
                        message,
                        problems.warnings()),
                reviewing,
                flows,
                storage,
                lease,
                links,
                detection(clusters, connections),
                api,
                notifications,
                hooks);
    }

    private static Map<String, StackSecret> secrets(List<Cluster> clusters) {
        Map<String, StackSecret> secrets = new HashMap<>();
        clusters.forEach(cluster -> cluster.loki()
                .ifPresent(stack -> secrets.put(
                        cluster.name(),
                        new StackSecret(
                                stack.namespace(),
                                stack.secret().name(),
                                stack.secret().type()))));
        return secrets;
    }

    private static Set<String> withOperators(List<Cluster> clusters) {
        return clusters.stream()
                .filter(cluster ->
                        cluster.loki().isPresent() || cluster.flowCollector().isPresent())
                .map(Cluster::name)
                .collect(Collectors.toSet());
    }

    private Map<String, DetectionTerms> detection(List<Cluster> clusters, ConnectionSettings connections) {
        Set<String> byAddresses = connections.byNodeAddresses();
        Map<String, DetectionTerms> detection = new HashMap<>();
        clusters.stream()
                .filter(cluster -> connections.detecting().contains(cluster.name()))
                .forEach(cluster -> {
                    ClusterConfig written = raw.clusters().clusters().get(cluster.name());
                    detection.put(
                            cluster.name(),
                            new DetectionTerms(
                                    byAddresses.contains(cluster.name()),
                                    ClusterSettings.isUnsureOfWildcards(cluster, written),
                                    ClusterSettings.isEveryNode(written)));
                });
        return detection;
    }

    private ApiAccess api(CallersConfig callers) {
        RunConfig.Api api = raw.run().api();
        return new ApiAccess(
                SecretConverter.either("sluice.api", api.token(), api.tokenFile(), problems),
                callers.enabled() ? Optional.of(callers.remembered()) : Optional.empty());
    }

    private List<Cluster> clusters(BlockPolicy block, Set<String> detected) {
        ClusterSettings reader = new ClusterSettings(block, surroundings, detected, clock, problems);
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
