package dev.sluice.review.forge;

import dev.sluice.review.Forge;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a forge runs; a new one is a class that implements {@link Forge} and a constant here. */
public enum Product {
    GITHUB(GitHub::new, GitHub.WORDS, GitHub::api, false),
    GITLAB(GitLab::new, GitLab.WORDS, site -> site + "/api/v4", true),
    GITEA(Gitea::new, Gitea.WORDS, site -> site + "/api/v1", false),
    FORGEJO(Gitea::new, Gitea.WORDS, site -> site + "/api/v1", false);

    private final Function<ForgeSession, Forge> maker;
    private final ForgeAuth words;
    private final UnaryOperator<String> api;
    private final boolean hasSubgroups;

    Product(Function<ForgeSession, Forge> maker, ForgeAuth words, UnaryOperator<String> api, boolean hasSubgroups) {
        this.maker = maker;
        this.words = words;
        this.api = api;
        this.hasSubgroups = hasSubgroups;
    }

    /**
     * The address of the API where nobody gives another one.
     *
     * @param site the address of the forge's pages, such as {@code https://github.com}, without a path
     */
    public String api(String site) {
        return api.apply(site);
    }

    /** Whether a repository's path may have more than two parts. */
    public boolean hasSubgroups() {
        return hasSubgroups;
    }

    Forge forge(ForgeSession line) {
        return maker.apply(line);
    }

    ForgeAuth words() {
        return words;
    }

    /** As it stands in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
