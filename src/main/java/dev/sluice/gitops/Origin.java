package dev.sluice.gitops;

import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

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

    /**
     * Takes an address that can be a remote.
     *
     * @return the same text
     * @throws IllegalArgumentException saying why not; it quotes no text that holds credentials
     */
    public static String requireUrl(String text) {
        URIish uri;
        try {
            uri = new URIish(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("this is not a Git address"); // it may hold a password: do not quote it
        }
        if (uri.getPass() != null || "https".equals(uri.getScheme()) && uri.getUser() != null) {
            throw new IllegalArgumentException(
                    "an address must not hold credentials: use git.username and git.token-file");
        }
        String scheme = uri.getScheme() == null ? uri.getHost() == null ? "path" : "ssh" : uri.getScheme();
        boolean good =
                List.of("https", "ssh", "file").contains(scheme) || scheme.equals("http") && isLoopback(uri.getHost());
        if (!good) {
            throw new IllegalArgumentException("'" + text + "' is not an https, ssh or file address"
                    + (scheme.equals("http") ? ": http would send the token in the clear" : ""));
        }
        return text;
    }

    /**
     * Takes the short name of a branch.
     *
     * @return the same text
     * @throws IllegalArgumentException if Git allows no branch of that name
     */
    public static String requireBranch(String text) {
        if (Repository.isValidRefName("refs/heads/" + text)) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is not a branch name");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
