package dev.sluice.review;

import java.net.URI;
import java.util.Optional;

/**
 * Where people look at a repository, on the pages of its forge.
 *
 * @param repository the address of its page, without a slash at the end; empty where none is known
 * @param commits what follows for a commit, with {@code {commit}} in it
 * @param folders what follows for a folder at a commit, with {@code {commit}} and {@code {path}} in it
 */
public record RepositoryPages(Optional<String> repository, String commits, String folders) {

    public static final RepositoryPages UNKNOWN = new RepositoryPages(Optional.empty(), "", "");

    /** @param commit 40 hexadecimal digits */
    public Optional<URI> commit(String commit) {
        return repository.map(address -> URI.create(address + commits.replace("{commit}", commit)));
    }

    /**
     * The page of a folder.
     *
     * @param commit 40 hexadecimal digits
     * @return empty where that is not known, or the path has other characters than plain ones
     */
    public Optional<URI> folder(String commit, String path) {
        return repository
                .filter(any -> path.matches("[A-Za-z0-9._/-]+")) // others would need the forge's way to write them
                .map(address ->
                        URI.create(address + folders.replace("{commit}", commit).replace("{path}", path)));
    }
}
