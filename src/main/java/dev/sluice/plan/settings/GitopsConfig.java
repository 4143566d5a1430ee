package dev.sluice.plan.settings;

import dev.sluice.render.GitopsTool;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What applies what is committed. */
@ConfigMapping(prefix = "sluice.gitops")
public interface GitopsConfig {

    /**
     * What applies the clusters' folders: argocd, flux or both. Objects bear its annotations; both while you move from the
     * one to the other. What a cluster has made of a commit is followed through Argo CD alone.
     */
    @WithDefault("argocd")
    GitopsTool tool();
}
