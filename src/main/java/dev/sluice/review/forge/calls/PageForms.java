package dev.sluice.review.forge.calls;

import dev.sluice.review.RepositoryPages;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the pages of a product's repositories are addressed.
 *
 * @param repository makes the address of a repository's page from that of the API and the repository's path, which is escaped;
 *     empty where that of the API does not tell it
 * @param commits what follows for a commit, with {@code {commit}} in it
 * @param folders what follows for a folder at a commit, with {@code {commit}} and {@code {path}} in it
 */
public record PageForms(BiFunction<String, String, Optional<String>> repository, String commits, String folders) {

    /** Of an enterprise's own server, of GitLab and of Gitea: the API is below the pages. */
    private static final Pattern BELOW = Pattern.compile("(https?://.+)/api/v[0-9]+/?");

    /** Of github.com and of an enterprise with data residency: the API has a host of its own. */
    private static final Pattern BESIDE = Pattern.compile("(https?://)api\\.([^/]+)/?");

    /** The repository's path is that of its page; the API is below the pages or on a host of its own. */
    public static PageForms plain(String commits, String folders) {
        return new PageForms((api, path) -> site(api).map(site -> site + "/" + path), commits, folders);
    }

    /** @param path as the API knows it, not escaped */
    public RepositoryPages of(URI api, String path) {
        return new RepositoryPages(repository.apply(api.toString(), escaped(path)), commits, folders);
    }

    private static Optional<String> site(String api) {
        Matcher below = BELOW.matcher(api);
        if (below.matches()) {
            return Optional.of(below.group(1));
        }
        Matcher beside = BESIDE.matcher(api);
        return beside.matches() ? Optional.of(beside.group(1) + beside.group(2)) : Optional.empty();
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' is not the path of a repository", e);
        }
    }
}
