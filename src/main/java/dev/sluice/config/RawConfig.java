package dev.sluice.config;

import dev.sluice.feed.FeedsConfig;
import dev.sluice.feed.FetchConfig;
import dev.sluice.gitops.GitConfig;
import dev.sluice.review.ReviewConfig;

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
