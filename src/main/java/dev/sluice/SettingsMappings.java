package dev.sluice;

import dev.sluice.cluster.ConnectionsConfig;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.cluster.callers.CallersConfig;
import dev.sluice.cluster.impact.FlowsConfig;
import dev.sluice.cluster.impact.ImpactConfig;
import dev.sluice.cluster.lease.LeaseConfig;
import dev.sluice.cluster.storage.StorageConfig;
import dev.sluice.config.KnownKeys;
import dev.sluice.config.MappingReader;
import dev.sluice.config.WordConverter;
import dev.sluice.feed.FeedsConfig;
import dev.sluice.feed.FetchConfig;
import dev.sluice.feed.Format;
import dev.sluice.gitops.GitConfig;
import dev.sluice.gitops.Mode;
import dev.sluice.notify.EventKind;
import dev.sluice.notify.MessageFormat;
import dev.sluice.notify.NotifyConfig;
import dev.sluice.plan.settings.AssertionsConfig;
import dev.sluice.plan.settings.BlockConfig;
import dev.sluice.plan.settings.ClustersConfig;
import dev.sluice.plan.settings.FirewallConfig;
import dev.sluice.plan.settings.GitopsConfig;
import dev.sluice.plan.settings.GuardsConfig;
import dev.sluice.plan.settings.LabVariables;
import dev.sluice.plan.settings.MessageConfig;
import dev.sluice.policy.Action;
import dev.sluice.policy.Port;
import dev.sluice.policy.Strategy;
import dev.sluice.render.GitopsTool;
import dev.sluice.render.Installation;
import dev.sluice.review.ReviewConfig;
import dev.sluice.review.ReviewConfig.Grouping;
import dev.sluice.run.RunConfig;
import dev.sluice.serve.hooks.HooksConfig;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * All mappings, and the keys that they read.
 *
 * <p>Made when the class is initialised, which for a native image is while it is built.
 */
public final class SettingsMappings {

    public static final List<ConfigClass> ALL = Stream.of(
                    RunConfig.class,
                    FeedsConfig.class,
                    FetchConfig.class,
                    BlockConfig.class,
                    GuardsConfig.class,
                    AssertionsConfig.class,
                    ClustersConfig.class,
                    ConnectionsConfig.class,
                    GitConfig.class,
                    MessageConfig.class,
                    GitopsConfig.class,
                    ReviewConfig.class,
                    NotifyConfig.class,
                    HooksConfig.class,
                    DemoConfig.class,
                    FlowsConfig.class,
                    ImpactConfig.class,
                    StorageConfig.class,
                    LeaseConfig.class,
                    CallersConfig.class,
                    VerificationConfig.class)
            .map(ConfigClass::configClass)
            .toList();

    private static final List<WordConverter<?>> WORDS = List.of(
            new WordConverter<>(Format.class),
            new WordConverter<>(Mode.class),
            new WordConverter<>(GitopsTool.class),
            new WordConverter<>(Grouping.class),
            new WordConverter<>(MessageFormat.class),
            new WordConverter<>(EventKind.class),
            new WordConverter<>(Strategy.class),
            new WordConverter<>(BlockConfig.FamilyChoice.class),
            new WordConverter<>(ConnectionsConfig.NodeRule.class),
            new WordConverter<>(FirewallConfig.Otherwise.class),
            new WordConverter<>(Action.class, Action::toString, Action.DENY),
            new WordConverter<>(Port.Protocol.class, Port.Protocol::name),
            new WordConverter<>(Installation.Approval.class, Installation.Approval::word));

    public static final KnownKeys KNOWN_KEYS = new KnownKeys(ALL, LabVariables.NAMES);

    private SettingsMappings() {}

    static MappingReader read(SmallRyeConfig config) {
        return new MappingReader(config, ALL, WORDS, KNOWN_KEYS);
    }
}
