package dev.sluice.review.forge.calls;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where people see the files of a repository on its forge.
 *
 * @param repository the address of the repository's pages; empty where that of the API does not tell it
 */
public record FilePages(Optional<String> repository) {

    /** Of an enterprise's own server, of GitLab and of Gitea: the API is below the pages. */
    private static final Pattern BELOW = Pattern.compile("(https?://.+)/api/v[0-9]+/?");

    /** Of github.com and of an enterprise with data residency: the API has a host of its own. */
    private static final Pattern BESIDE = Pattern.compile("(https?://)api\\.([^/]+)/?");

    public static FilePages of(URI api, String path) {
        return new FilePages(site(api.toString()).map(site -> site + "/" + path));
    }

    private static Optional<String> site(String api) {
        Matcher below = BELOW.matcher(api);
        if (below.matches()) {
            return Optional.of(below.group(1));
        }
        Matcher beside = BESIDE.matcher(api);
        return beside.matches() ? Optional.of(beside.group(1) + beside.group(2)) : Optional.empty();
    }

    /**
     * The page of a folder.
     *
     * @param words what the forge has between the repository's address and the commit
     */
    public Optional<URI> at(String words, String commit, String path) {
        return repository
                .filter(any -> path.matches("[A-Za-z0-9._/-]+")) // others would need the forge's way to write them
                .map(pages -> URI.create(pages + "/" + words + "/" + commit + "/" + path));
    }
}
