package dev.sluice.gitops;

import dev.sluice.config.Problems;
import dev.sluice.config.TrustedAuthorities;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where commits go, and how.
 *
 * @param path the folder in the repository that holds one folder a cluster
 * @param timeout for each wait on the server
 * @param tls the name of the TLS configuration that decides whom https trusts
 * @param store a folder that keeps what is fetched from the server; nothing is kept where empty
 * @param signing signs commits; they stay unsigned where empty
 * @param mode how a change gets onto the branch
 * @param instance the name that branches of this service carry; empty where they carry none
 * @param notes whether notes of commits keep how runs ended
 */
public record GitSettings(
        Origin origin,
        FolderTemplate folders,
        Duration timeout,
        Optional<String> tls,
        Optional<Path> store,
        Optional<SigningKey> signing,
        Mode mode,
        Optional<String> instance,
        boolean notes) {

    private static final String WITHOUT_SSH =
            "has no effect: git.url is not an ssh address; give one, or remove this key";

    /** Reads {@code sluice.git}; {@code canPropose} says whether a forge is configured. */
    public static GitSettings of(GitConfig raw, boolean canPropose, TrustedAuthorities authorities, Problems problems) {
        return new GitSettings(
                new Origin(
                        raw.url(),
                        raw.branch(),
                        credentials(raw, problems),
                        new Origin.CommitAuthor(
                                raw.author().name(), raw.author().email())),
                FolderTemplate.of(raw.path()),
                raw.timeout(),
                tls(raw, authorities, problems),
                raw.store(),
                signing(raw.signing(), problems),
                mode(raw, canPropose, problems),
                instance(raw, canPropose, problems),
                raw.notes());
    }

    private static Optional<String> tls(GitConfig raw, TrustedAuthorities authorities, Problems problems) {
        Optional<String> name =
                authorities.name("sluice.git.tls-configuration-name", raw.tlsConfigurationName(), problems);
        if (name.isPresent() && !isWeb(raw.url())) {
            problems.warn("sluice.git.tls-configuration-name", "has no effect: git.url is not an https address");
        }
        return name;
    }

    /** Where http may lead on to https. */
    private static boolean isWeb(String url) {
        return url.startsWith("https:") || url.startsWith("http:") || url.equals(GitConfig.Url.UNREAD);
    }

    private static Mode mode(GitConfig raw, boolean canPropose, Problems problems) {
        Mode mode = raw.mode().orElse(canPropose ? Mode.PULL_REQUEST : Mode.COMMIT);
        if (mode != Mode.COMMIT && !canPropose) {
            problems.error("sluice.git.mode", "'" + mode + "' needs a forge: set sluice.review.forge");
        }
        return mode;
    }

    private static Optional<String> instance(GitConfig raw, boolean canPropose, Problems problems) {
        if (!canPropose && raw.instance().isPresent()) {
            problems.warn("sluice.git.instance", "names branches of requests, and there are none without a forge");
        }
        return raw.instance();
    }

    private static Optional<SigningKey> signing(GitConfig.Signing raw, Problems problems) {
        if (raw.keyFile().isEmpty() && raw.passphraseFile().isPresent()) {
            problems.error("sluice.git.signing.key-file", "is missing: a passphrase alone signs nothing");
        }
        return raw.keyFile()
                .map(file -> SigningKey.in(file, raw.passphraseFile().map(Secret::in)));
    }

    private static Origin.Credentials credentials(GitConfig raw, Problems problems) {
        Optional<Secret> token = SecretConverter.either("sluice.git", raw.token(), raw.tokenFile(), problems);
        Optional<Path> key = raw.ssh().keyFile();
        boolean isSsh = Origin.isSsh(raw.url());
        if (token.isPresent() && key.isPresent()) {
            problems.error("sluice.git.ssh.key-file", "is set beside a token: keep the one that fits git.url");
        } else if (!isSsh && !raw.url().equals(GitConfig.Url.UNREAD)) {
            key.ifPresent(file -> problems.error("sluice.git.ssh.key-file", WITHOUT_SSH));
            raw.ssh()
                    .knownHostsFile()
                    .ifPresent(file -> problems.error("sluice.git.ssh.known-hosts-file", WITHOUT_SSH));
        }
        if (key.isEmpty() && isSsh) {
            // Without one, the user's own keys and SSH configuration would count, lax about hosts as they may be.
            problems.error("sluice.git.ssh.key-file", "is missing: git.url is an ssh address");
        }
        if (token.isPresent() && !isSsh && !isWeb(raw.url())) {
            problems.warn(
                    raw.token().isPresent() ? "sluice.git.token" : "sluice.git.token-file",
                    "has no effect: no server asks for it, since git.url is the address of files");
        }
        if (key.isPresent()) {
            return new Origin.SshKey(key.get(), raw.ssh().knownHostsFile());
        }
        return token.<Origin.Credentials>map(secret -> new Origin.Token(raw.username(), secret))
                .orElseGet(Origin.Anonymous::new);
    }

    static String folder(String text) {
        return FolderTemplate.of(text).toString();
    }

    static String identity(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("'" + text + "' cannot be in a commit");
        }
        return text;
    }

    static Path absolute(String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && !Files.isRegularFile(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is not the absolute path of a folder");
    }
}
