package dev.sluice.gitops;

import dev.sluice.config.Durations;
import dev.sluice.config.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Reads {@code sluice.git}. */
public final class GitSettings {

    private final GitConfig raw;
    private final Problems problems;

    public GitSettings(GitConfig raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
    }

    public Origin origin() {
        Optional<String> url = problems.require("sluice.git.url", raw.url(), Origin::requireUrl);
        return new Origin(
                url.orElse("file:missing"),
                problems.read("sluice.git.branch", raw.branch(), "main", Origin::requireBranch),
                credentials(url.filter(Origin::isSsh).isPresent()),
                new Origin.Author(
                        problems.read("sluice.git.author.name", raw.author().name(), "Sluice", GitSettings::identity),
                        problems.read(
                                "sluice.git.author.email",
                                raw.author().email(),
                                "sluice@localhost",
                                GitSettings::identity)));
    }

    /** @param canPropose whether a forge is configured */
    public Mode mode(boolean canPropose) {
        Mode otherwise = canPropose ? Mode.PULL_REQUEST : Mode.COMMIT;
        Mode mode = problems.read("sluice.git.mode", raw.mode(), otherwise, Mode::parse);
        if (mode != Mode.COMMIT && !canPropose) {
            problems.error("sluice.git.mode", "'" + mode + "' needs a forge: set sluice.review.forge");
        }
        return mode;
    }

    public String path() {
        return problems.read("sluice.git.path", raw.path(), "clusters", GitSettings::folder);
    }

    public Duration timeout() {
        return Durations.read(problems, "sluice.git.timeout", raw.timeout(), Duration.ofSeconds(30));
    }

    public Optional<Path> store() {
        return raw.store().flatMap(path -> problems.parse("sluice.git.store", path, GitSettings::absolute));
    }

    /** A secret from {@code <key>.token} or {@code <key>.token-file}, never both. */
    public Optional<Secret> secret(String key, Optional<String> token, Optional<String> tokenFile) {
        if (token.isPresent() && tokenFile.isPresent()) {
            problems.error(key + ".token-file", "is set beside " + key + ".token: keep one");
        }
        if (token.filter(String::isBlank).isPresent()) {
            problems.error(key + ".token", "is blank");
        }
        Optional<Path> file =
                tokenFile.flatMap(path -> problems.parse(key + ".token-file", path, GitSettings::readable));
        return token.map(value -> Secret.of(value.strip())).or(() -> file.map(Secret::in));
    }

    public Optional<SigningKey> signing() {
        GitConfig.Signing signing = raw.signing();
        Optional<Path> key = signing.keyFile()
                .flatMap(path -> problems.parse("sluice.git.signing.key-file", path, GitSettings::readable));
        Optional<Path> passphrase = signing.passphraseFile()
                .flatMap(path -> problems.parse("sluice.git.signing.passphrase-file", path, GitSettings::readable));
        if (signing.keyFile().isEmpty() && signing.passphraseFile().isPresent()) {
            problems.error("sluice.git.signing.key-file", "is missing: a passphrase alone signs nothing");
        }
        return key.map(file -> SigningKey.in(file, passphrase.map(Secret::in)));
    }

    private Origin.Credentials credentials(boolean overSsh) {
        Optional<Secret> token = secret("sluice.git", raw.token(), raw.tokenFile());
        Optional<Path> key = raw.ssh()
                .keyFile()
                .flatMap(path -> problems.parse("sluice.git.ssh.key-file", path, GitSettings::readable));
        Optional<Path> hosts = raw.ssh()
                .knownHostsFile()
                .flatMap(path -> problems.parse("sluice.git.ssh.known-hosts-file", path, GitSettings::readable));
        if (token.isPresent() && raw.ssh().keyFile().isPresent()) {
            problems.error("sluice.git.ssh.key-file", "is set beside a token: keep the one that fits git.url");
        }
        if (overSsh && raw.ssh().keyFile().isEmpty()) {
            // Without one, the user's own keys and SSH configuration would count, lax about hosts as they may be.
            problems.error("sluice.git.ssh.key-file", "is missing: git.url is an ssh address");
        }
        if (key.isPresent()) {
            return new Origin.SshKey(key.get(), hosts);
        }
        return token.<Origin.Credentials>map(
                        secret -> new Origin.Token(raw.username().orElse("sluice"), secret))
                .orElseGet(Origin.Anonymous::new);
    }

    private static String folder(String text) {
        boolean good = Arrays.stream(text.split("/", -1))
                .allMatch(name -> name.matches("[A-Za-z0-9_][-A-Za-z0-9_.]*") && !name.equals(".git"));
        if (good) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a folder in the repository: names with / between, no .. and no leading /");
    }

    private static String identity(String text) {
        if (text.isEmpty() || text.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            throw new IllegalArgumentException("'" + text + "' cannot be in a commit");
        }
        return text;
    }

    private static Path absolute(String text) {
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

    /**
     * The path of a file that can be read.
     *
     * @throws IllegalArgumentException that quotes the text only where it names a place in a folder that exists: what should
     *     name a file may be the secret itself
     */
    public static Path readable(String text) {
        try {
            Path path = Path.of(text);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path;
            }
            Path folder = path.getParent();
            if (path.isAbsolute() && folder != null && folder.getNameCount() > 0 && Files.isDirectory(folder)) {
                throw new IllegalArgumentException("'" + text + "' is not a file that can be read");
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "is not the path of a file that can be read; the value is not shown, since it may be the secret itself");
    }
}
