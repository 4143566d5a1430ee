package dev.sluice;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.sluice.config.ConfigurationException;
import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import dev.sluice.feed.FeedSettings;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.SecretConverter;
import dev.sluice.plan.settings.AssertionSettings;
import dev.sluice.plan.settings.BlockSettings;
import dev.sluice.plan.settings.ClusterSettings;
import dev.sluice.plan.settings.GuardSettings;
import dev.sluice.plan.settings.LabVariables;
import dev.sluice.plan.settings.Settings;
import dev.sluice.plan.settings.Surroundings;
import dev.sluice.plan.settings.UnblockedFamily;
import dev.sluice.policy.Action;
import dev.sluice.policy.BlockPolicy;
import dev.sluice.render.Cluster;
import dev.sluice.render.Target;
import dev.sluice.review.forge.ReviewSettings;
import dev.sluice.review.forge.Reviewing;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns raw values into settings; every part is read, so that all mistakes are said at once. */
final class SettingsReader {

    private static final String DEFAULT_SCHEDULE = "0 0 2 * * ?";

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
                schedule(),
                problems.read("sluice.time-zone", raw.run().timeZone(), ZoneOffset.UTC, SettingsReader::zone),
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
                new AccessSettings(raw.access(), surroundings.ownNamespace(), this::tls, problems)
                        .access(clusters, raw.clusters()),
                problems.warnings());
        if (!problems.errors().isEmpty()) {
            throw new ConfigurationException(problems.errors());
        }
        return settings;
    }

    private Optional<String> schedule() {
        String text = raw.run().schedule().orElse(DEFAULT_SCHEDULE).strip();
        if (Set.of("off", "no", "false").contains(text.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        return problems.parse("sluice.schedule", text, SettingsReader::cron);
    }

    private static String cron(String text) {
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ))
                    .parse(text)
                    .validate();
            return text;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a Quartz cron expression such as '" + DEFAULT_SCHEDULE + "': "
                            + e.getMessage(),
                    e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time zone such as Europe/Berlin", e);
        }
    }

    private Optional<String> tls(String key, Optional<String> name) {
        return authorities.name(key, name, problems);
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
