package dev.sluice.review.forge;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a forge runs; a new one is a class that implements {@link dev.sluice.review.Forge} and a constant here. */
public enum Product {
    GITHUB(Product::gitHubApi, false),
    GITLAB(site -> site + "/api/v4", true),
    GITEA(site -> site + "/api/v1", false),
    FORGEJO(site -> site + "/api/v1", false);

    private final UnaryOperator<String> api;
    private final boolean hasSubgroups;

    Product(UnaryOperator<String> api, boolean hasSubgroups) {
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

    /** As it stands in a configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The cloud's own address, those of enterprises with data residency, or a server's.
     *
     * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api">GitHub's documentation</a>
     */
    private static String gitHubApi(String site) {
        if (site.matches("https://(www\\.|ssh\\.)?github\\.com")) {
            return "https://api.github.com";
        }
        return site.endsWith(".ghe.com") ? site.replace("://", "://api.") : site + "/api/v3";
    }
}
