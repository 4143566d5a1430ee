package dev.sluice.gitops;

import dev.sluice.text.OutsideText;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/**
 * Where commits go.
 *
 * @param url https, ssh or file, or {@code user@host:path}; never with credentials in it
 * @param branch the branch's short name
 * @param credentials how to sign in
 * @param author whom commits name
 */
public record Origin(String url, String branch, Credentials credentials, CommitAuthor author) {

    private static final Pattern SCP_LIKE = Pattern.compile("[-A-Za-z0-9_.]+@[-A-Za-z0-9_.]+:.+");

    /** A person or program that commits are attributed to. */
    public record CommitAuthor(String name, String email) {}

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
     * Takes an address that can be a remote, as people copy it from a forge.
     *
     * @return the address that Git takes, which is mostly the same text
     * @throws IllegalArgumentException saying why not; it quotes no text that holds credentials
     */
    public static String requireUrl(String pasted) {
        String text = PastedAddress.cloneable(pasted);
        if (SCP_LIKE.matcher(text).matches() || isAddress(text)) {
            return text;
        }
        // The text before an @ may be a password, in a mistyped address too: it must not be repeated.
        if (text.contains("@")) {
            throw new IllegalArgumentException("an address must be of https, ssh or file and must not hold credentials:"
                    + " use git.username and git.token-file");
        }
        throw new IllegalArgumentException("'" + OutsideText.line(text.replaceFirst("[?#].*", "?***"))
                + "' is not an https, ssh or file address"
                + (text.startsWith("http:") ? ": http would send the token in the clear" : ""));
    }

    /** Whether an address is reached over ssh. */
    public static boolean isSsh(String url) {
        return url.startsWith("ssh:") || SCP_LIKE.matcher(url).matches();
    }

    /**
     * Takes the short name of a branch.
     *
     * @return the same text
     * @throws IllegalArgumentException if Git allows no branch of that name
     */
    public static String requireBranch(String text) {
        boolean shortName = !text.startsWith("refs/") && !text.startsWith("-") && !text.equals("HEAD");
        if (shortName && Repository.isValidRefName("refs/heads/" + text)) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is not a branch name");
    }

    private static boolean isAddress(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return false;
        }
        boolean remote = uri.getHost() != null && uri.getPort() <= 65_535;
        String user = uri.getRawUserInfo();
        return switch (String.valueOf(uri.getScheme())) {
            case "https" -> remote && user == null;
            case "http" -> remote && user == null && isLoopback(uri.getHost());
            case "ssh" -> remote && (user == null || !user.contains(":"));
            case "file" -> uri.getRawAuthority() == null && uri.getPath() != null;
            default -> false;
        };
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
