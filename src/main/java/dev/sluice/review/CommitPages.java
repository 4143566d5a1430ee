package dev.sluice.review;

import dev.sluice.gitops.Origin;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where people look at a commit: on the pages of the forge that holds the repository, whose address follows from that of the
 * repository.
 *
 * @param repository the page of the repository, without a slash at the end; empty where none is known
 * @param folder what is between that and the commit
 */
public record CommitPages(Optional<String> repository, String folder) {

    /** {@code ssh://user@host:port/path} or {@code user@host:path}. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:ssh://(?:[^@/]+@)?|[^@/]+@)([^/:@]+)(?::\\d+(?=/))?[:/]/?(.+?)(?:\\.git)?/?");

    /** @param forge the name of the kind of forge; empty where none is configured */
    public static CommitPages of(Origin origin, Optional<String> forge) {
        String folder = forge.filter("gitlab"::equals).isPresent() ? "/-/commit/" : "/commit/";
        return new CommitPages(forge.flatMap(any -> repository(origin.url())), folder);
    }

    private static Optional<String> repository(String url) {
        if (url.startsWith("https://") || url.startsWith("http://")) { // with a port that may be another than 443
            return Optional.of(url.replaceFirst("/?$", "").replaceFirst("\\.git$", ""));
        }
        Matcher address = ADDRESS.matcher(url);
        return address.matches()
                ? Optional.of("https://" + address.group(1) + "/" + address.group(2))
                : Optional.empty();
    }

    /** @param commit 40 hexadecimal digits */
    public Optional<URI> page(String commit) {
        return repository.map(address -> URI.create(address + folder + commit));
    }
}
