package dev.sluice.review.forge;

import dev.sluice.review.forge.azure.AzureDevOps;
import dev.sluice.review.forge.bitbucket.BitbucketCloud;
import dev.sluice.review.forge.bitbucket.BitbucketDataCenter;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.review.forge.gitea.Gitea;
import dev.sluice.review.forge.github.GitHub;
import dev.sluice.review.forge.gitlab.GitLab;
import java.util.List;
import java.util.Optional;

/** The kinds of forges that Sluice knows; a new one is an entry here. */
public final class ForgeRegistry {

    /** In the order of messages. A list, not a scan of the class path, so that a native program has them all. */
    private static final List<ForgeProvider> PROVIDERS = List.of(
            GitHub.PROVIDER,
            GitLab.PROVIDER,
            Gitea.PROVIDER,
            Gitea.FORGEJO,
            BitbucketDataCenter.PROVIDER,
            BitbucketCloud.PROVIDER,
            AzureDevOps.PROVIDER);

    private ForgeRegistry() {}

    /** @param name as in {@code sluice.review.forge} */
    public static Optional<ForgeProvider> find(String name) {
        return PROVIDERS.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    /** The one whose host it is for sure. */
    static Optional<ForgeProvider> on(String host) {
        return PROVIDERS.stream()
                .filter(provider -> provider.addresses().isOn(host))
                .findFirst();
    }

    public static List<String> names() {
        return PROVIDERS.stream().map(ForgeProvider::name).toList();
    }
}
