package dev.sluice.gitops;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where commits go.
 *
 * @param url https, ssh or file, or {@code user@host:path}; never with credentials in it
 * @param branch the branch's short name
 * @param credentials how to sign in
 * @param author whom commits name
 */
public record Origin(String url, String branch, Credentials credentials, Author author) {

    /** A person or program that commits are attributed to. */
    public record Author(String name, String email) {}

    /** How to sign in to the remote. */
    public sealed interface Credentials {}

    /** Nothing: a local or public repository. */
    public record Anonymous() implements Credentials {}

    /** HTTP basic authentication. */
    public record Token(String username, Secret token) implements Credentials {}

    /**
     * A private key, and the host keys that are trusted; a host that is not among them is refused.
     *
     * @param knownHosts in OpenSSH's format; the user's own file where empty
     */
    public record SshKey(Path keyFile, Optional<Path> knownHosts) implements Credentials {}
}
