package dev.sluice.gitops;

import dev.sluice.gitops.GitException.PushRefusedException;
import dev.sluice.gitops.transport.SameOriginConnections;
import dev.sluice.proxy.Proxies;
import dev.sluice.text.ConnectionFailure;
import dev.sluice.text.ExplainedException;
import dev.sluice.text.OutsideText;
import dev.sluice.text.RedactedCause;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.transport.URIish;

/** Says what went wrong with a remote, and what to do, in words that carry no secret. */
public final class FailureText {

    private static final JGitText JGIT = JGitText.get();

    private final Origin origin;
    private final Proxies proxies;

    FailureText(Origin origin, Proxies proxies) {
        this.origin = origin;
        this.proxies = proxies;
    }

    public GitException explain(String attempt, Exception failure) {
        return explain(attempt, failure, "");
    }

    /** @param rest what follows the cause; may be empty */
    GitException explain(String attempt, Exception failure, String rest) {
        return new GitException(
                attempt + " " + origin.url() + ": "
                        + explained(failure).or(() -> unconnected(failure)).orElseGet(() -> cause(messages(failure)))
                        + rest,
                RedactedCause.of(failure, messages(failure)));
    }

    /** What is wrong on this side, such as with a file, is said alone. */
    private static Optional<String> explained(Throwable failure) {
        return Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .filter(ExplainedException.class::isInstance)
                .map(link -> ((ExplainedException) link).explanation())
                .findFirst();
    }

    private Optional<String> unconnected(Throwable failure) {
        try {
            URIish uri = new URIish(origin.url());
            if (String.valueOf(uri.getScheme()).startsWith("http")) {
                return proxies.unconnected(failure, URI.create(origin.url()), "git.url");
            }
            int standard = 22;
            return uri.getHost() == null
                    ? Optional.empty()
                    : ConnectionFailure.words(
                            failure, uri.getHost(), uri.getPort() > 0 ? uri.getPort() : standard, "git.url");
        } catch (URISyntaxException e) {
            return Optional.empty(); // opening the transport reports it
        }
    }

    /**
     * @param branch the branch that was pushed to
     * @param status the remote's verdict on it
     * @param words what it said besides, such as the output of its hooks; may be empty
     */
    public PushRefusedException rejected(String branch, String status, String words) {
        String reason = words.isBlank() ? status : status + ": " + words;
        return new PushRefusedException("the remote " + origin.url() + " refused the push to '" + branch + "': "
                + clean(reason) + hint(reason));
    }

    /** The remote speaks as of a race, but the branch has not moved: what is in the way is still there. */
    GitException unmoved(String branch, String status, String words) {
        String reason = words.isBlank() ? status : status + ": " + words;
        return new GitException("the remote " + origin.url() + " could not move '" + branch + "', though no other push"
                + " moved it: " + clean(reason)
                + (reason.contains("; cannot create")
                        ? " (a branch whose name begins with the other's is in its way)"
                        : " (its lock is held: where no push is under way there, one that was killed left refs/heads/"
                                + branch + ".lock in the repository, and its administrator can delete that file)"));
    }

    /** @param branches those that there are, at least one */
    GitException missing(String branch, List<String> branches) {
        String names = branches.size() <= 5
                ? String.join(", ", branches)
                : String.join(", ", branches.subList(0, 5)) + " and " + (branches.size() - 5) + " more";
        return new GitException("branch '" + branch + "' does not exist in " + origin.url() + ", which has " + names
                + ": create it or change git.branch");
    }

    GitException deleted(String branch) {
        return new GitException(
                "branch '" + branch + "' was deleted in " + origin.url() + " while it was in use, and no"
                        + " branch is left: restore it; to begin anew in an empty repository, restart Sluice");
    }

    private static String hint(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        if (text.contains("archived")) {
            return " (the repository is archived: nothing can be pushed to it until it is taken out of the archive)";
        }
        if (text.contains("protected")) {
            return " (the branch is protected: let this user push to it, or publish by pull requests)";
        }
        if (text.contains("hook")) {
            return " (a hook of the server; its administrator knows what it wants)";
        }
        return "";
    }

    /** Whether JGit said one of its sentences, whatever it put into the gaps. */
    private static boolean says(String text, String sentence) {
        return Stream.of(sentence.replace("''", "'").toLowerCase(Locale.ROOT).split("\\{[0-9]}"))
                .map(String::strip)
                .allMatch(text::contains);
    }

    private String cause(String messages) {
        String text = messages.toLowerCase(Locale.ROOT);
        int redirect = messages.indexOf(SameOriginConnections.REFUSAL);
        if (redirect >= 0) {
            return messages.substring(redirect);
        }
        if (text.contains("redirect")) { // JGit's own words, such as for one from https to http
            return SameOriginConnections.refusal("another address");
        }
        if (text.contains("sha-256")) {
            return messages.substring(text.indexOf("its objects are named by"));
        }
        if (text.contains("timed out after")) { // it counts ten times the time-out where a push is taken in
            return "it did not answer in time: wait longer by git.timeout, or see why it is slow";
        }
        if (text.contains("-1 null")) {
            return "what answers there does not speak http: check the address and the port in git.url";
        }
        if (text.contains("archived")) {
            return "the repository is archived: nothing can be pushed to it until it is taken out of the archive";
        }
        if (text.contains("revoked")) {
            return "its host key is revoked among the known hosts: do not trust the server, and ask who runs it for its new"
                    + " key";
        }
        if (origin.credentials() instanceof Origin.SshKey key
                && (text.contains("privatekey")
                        || text.contains(key.keyFile().toString().toLowerCase(Locale.ROOT)))) {
            return "no private key can be read from " + key.keyFile()
                    + ": check that git.ssh.key-file names a file with an" + " OpenSSH or PEM key without a passphrase";
        }
        if (text.contains("hostkey has been changed")) {
            return "its host key is not the one among the known hosts: another server may be answering in its place; put the"
                    + " new key into git.ssh.known-hosts-file once you have checked it";
        }
        if (text.contains("hostkey") || text.contains("host key")) {
            return "its host key is not among the known hosts: add it to git.ssh.known-hosts-file once you have"
                    + " checked it";
        }
        if (says(text, JGIT.notAuthorized) || text.contains("auth fail") || text.contains("authentication failed")) {
            return "the credentials were refused: check " + credentialKeys();
        }
        if (says(text, JGIT.noCredentialsProvider)) {
            return "it asks for credentials: set git.token or git.token-file";
        }
        if (text.contains("valid certification path")) {
            return "no trusted authority signed its certificate: put its authority into the trust store of"
                    + " git.tls-configuration-name";
        }
        if (says(text, JGIT.invalidAdvertisementOf) || says(text, JGIT.expectedReceivedContentType)) {
            return "what answers there is not a Git repository: check git.url";
        }
        if (text.contains("upload-pack not permitted")) {
            return "the credentials are good, but may not do this: give git.username the right to read";
        }
        if (says(text, JGIT.pushNotPermitted) && origin.url().startsWith("file:")) {
            return "git receive-pack did not answer: is git installed, and does it accept this repository?";
        }
        if (text.contains("not permitted") || text.contains("forbidden")) {
            return "the credentials are good, but may not do this: give git.username the right to push";
        }
        if (text.contains("not found") || text.contains("does not appear to be a git repository")) {
            return "there is no such repository, or the credentials may not see it: check git.url";
        }
        return clean(messages);
    }

    private String credentialKeys() {
        return switch (origin.credentials()) {
            case Origin.Anonymous() -> "git.token or git.ssh";
            case Origin.Token token -> "git.username and git.token or git.token-file";
            case Origin.SshKey key -> "git.ssh.key-file and that its public half is known to the server";
        };
    }

    /** Each message of the chain once: a cause's is often part of the one above. */
    private String messages(Throwable failure) {
        List<String> messages = new ArrayList<>();
        Stream.iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .map(link -> link.getMessage() == null ? link.getClass().getSimpleName() : link.getMessage())
                .map(message -> message.replace(origin.url() + ": ", ""))
                .filter(message -> messages.stream().noneMatch(said -> said.contains(message)))
                .forEach(messages::add);
        return clean(String.join(": ", messages));
    }

    /** What a remote says may hold anything: control characters, pages of text, even the token it was sent. */
    public String clean(String message) {
        // Before it is cut: the beginning of a secret is a part of it.
        String redacted = origin.credentials() instanceof Origin.Token token ? redact(message, token) : message;
        return OutsideText.line(redacted);
    }

    private static String redact(String text, Origin.Token token) {
        String secret;
        try {
            secret = token.token().reveal();
        } catch (ExplainedException e) {
            return "its words are left out, since the token that they may repeat cannot be read now (" + e.explanation()
                    + ")";
        }
        if (secret.isEmpty()) {
            return text;
        }
        byte[] pair = (token.username() + ":" + secret).getBytes(StandardCharsets.UTF_8);
        String header = Base64.getEncoder().encodeToString(pair);
        return text.replace(secret, "***").replace(header, "***");
    }
}
