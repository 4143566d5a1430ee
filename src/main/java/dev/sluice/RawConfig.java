package dev.sluice;

import dev.sluice.feed.FeedsConfig;
import dev.sluice.feed.FetchConfig;
import dev.sluice.gitops.GitConfig;
import dev.sluice.plan.settings.AssertionsConfig;
import dev.sluice.plan.settings.BlockConfig;
import dev.sluice.plan.settings.ClustersConfig;
import dev.sluice.plan.settings.GuardsConfig;
import dev.sluice.review.ReviewConfig;
import dev.sluice.run.RunConfig;

/** All raw values of a configuration. */
record RawConfig(
        RunConfig run,
        FeedsConfig feeds,
        FetchConfig fetch,
        BlockConfig block,
        GuardsConfig guards,
        AssertionsConfig assertions,
        ClustersConfig clusters,
        GitConfig git,
        ReviewConfig review,
        AccessConfig access) {}
