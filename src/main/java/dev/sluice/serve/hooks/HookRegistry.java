package dev.sluice.serve.hooks;

import java.util.List;
import java.util.Optional;

/** The kinds of forges whose webhooks Sluice reads; a new one is an entry here. */
final class HookRegistry {

    /** A list, not a scan of the class path, so that a native program has them all. */
    private static final List<HookProvider> PROVIDERS = List.of(
            GitHubHooks.GITHUB,
            GitLabHooks.GITLAB,
            GitHubHooks.GITEA,
            GitHubHooks.FORGEJO,
            BitbucketHooks.DATA_CENTER,
            BitbucketHooks.CLOUD);

    private HookRegistry() {}

    static Optional<HookProvider> find(String name) {
        return PROVIDERS.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return PROVIDERS.stream().map(HookProvider::name).toList();
    }
}
