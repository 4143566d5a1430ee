package dev.sluice;

import dev.sluice.cluster.ConnectionsConfig;
import dev.sluice.cluster.VerificationConfig;
import dev.sluice.cluster.callers.CallersConfig;
import dev.sluice.cluster.impact.FlowsConfig;
import dev.sluice.cluster.impact.ImpactConfig;
import dev.sluice.cluster.lease.LeaseConfig;
import dev.sluice.cluster.storage.StorageConfig;
import dev.sluice.config.MappingReader;
import dev.sluice.feed.FeedsConfig;
import dev.sluice.feed.FetchConfig;
import dev.sluice.gitops.GitConfig;
import dev.sluice.notify.NotifyConfig;
import dev.sluice.plan.settings.AssertionsConfig;
import dev.sluice.plan.settings.BlockConfig;
import dev.sluice.plan.settings.ClustersConfig;
import dev.sluice.plan.settings.GitopsConfig;
import dev.sluice.plan.settings.GuardsConfig;
import dev.sluice.plan.settings.MessageConfig;
import dev.sluice.review.ReviewConfig;
import dev.sluice.run.RunConfig;
import dev.sluice.serve.hooks.HooksConfig;

/** The values of all mappings. */
record RawConfig(
        RunConfig run,
        FeedsConfig feeds,
        FetchConfig fetch,
        BlockConfig block,
        GuardsConfig guards,
        AssertionsConfig assertions,
        ClustersConfig clusters,
        GitConfig git,
        MessageConfig message,
        GitopsConfig gitops,
        ReviewConfig review,
        NotifyConfig receivers,
        HooksConfig hooks,
        AccessConfig access) {

    static RawConfig of(MappingReader mappings) {
        return new RawConfig(
                mappings.mapping(RunConfig.class),
                mappings.mapping(FeedsConfig.class),
                mappings.mapping(FetchConfig.class),
                mappings.mapping(BlockConfig.class),
                mappings.mapping(GuardsConfig.class),
                mappings.mapping(AssertionsConfig.class),
                mappings.mapping(ClustersConfig.class),
                mappings.mapping(GitConfig.class),
                mappings.mapping(MessageConfig.class),
                mappings.mapping(GitopsConfig.class),
                mappings.mapping(ReviewConfig.class),
                mappings.mapping(NotifyConfig.class),
                mappings.mapping(HooksConfig.class),
                new AccessConfig(
                        mappings.mapping(ConnectionsConfig.class),
                        mappings.mapping(FlowsConfig.class),
                        mappings.mapping(ImpactConfig.class),
                        mappings.mapping(StorageConfig.class),
                        mappings.mapping(LeaseConfig.class),
                        mappings.mapping(CallersConfig.class),
                        mappings.mapping(VerificationConfig.class)));
    }
}
