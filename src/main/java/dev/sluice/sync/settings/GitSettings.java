package dev.sluice.sync.settings;

import dev.sluice.gitops.GitConfig;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/** Reads {@code sluice.git}. */
final class GitSettings {

    private final GitConfig raw;
    private final Problems problems;

    GitSettings(GitConfig raw, Problems problems) {
        this.raw = raw;
        this.problems = problems;
    }

    Origin origin() {
        String url = problems.require("sluice.git.url", raw.url(), "file:missing", GitSettings::url);
        return new Origin(
                url,
                problems.read("sluice.git.branch", raw.branch(), "main", GitSettings::branch),
                credentials(),
                new Origin.Author(
                        problems.read("sluice.git.author.name", raw.author().name(), "Sluice", GitSettings::identity),
                        problems.read(
                                "sluice.git.author.email",
                                raw.author().email(),
                                "sluice@localhost",
                                GitSettings::identity)));
    }

    String path() {
        return problems.read("sluice.git.path", raw.path(), "clusters", GitSettings::folder);
    }

    Duration timeout() {
        return Durations.read(problems, "sluice.git.timeout", raw.timeout(), Duration.ofSeconds(30));
    }

    /** A secret from {@code <key>.token} or {@code <key>.token-file}, never both. */
    Optional<Secret> secret(String key, Optional<String> token, Optional<String> tokenFile) {
        if (token.isPresent() && tokenFile.isPresent()) {
            problems.error(key + ".token-file", "stands beside " + key + ".token: keep one");
        }
        Optional<Path> file =
                tokenFile.flatMap(path -> problems.parse(key + ".token-file", path, GitSettings::readable));
        return token.map(value -> Secret.of(value.strip())).or(() -> file.map(Secret::in));
    }

    private Origin.Credentials credentials() {
        Optional<Secret> token = secret("sluice.git", raw.token(), raw.tokenFile());
        Optional<Path> key = raw.ssh()
                .keyFile()
                .flatMap(path -> problems.parse("sluice.git.ssh.key-file", path, GitSettings::readable));
        Optional<Path> hosts = raw.ssh()
                .knownHostsFile()
                .flatMap(path -> problems.parse("sluice.git.ssh.known-hosts-file", path, GitSettings::readable));
        if (token.isPresent() && raw.ssh().keyFile().isPresent()) {
            problems.error("sluice.git.ssh.key-file", "stands beside a token: keep the one that fits git.url");
        }
        if (key.isPresent()) {
            return new Origin.SshKey(key.get(), hosts);
        }
        return token.<Origin.Credentials>map(
                        secret -> new Origin.Token(raw.username().orElse("sluice"), secret))
                .orElseGet(Origin.Anonymous::new);
    }

    private static String url(String text) {
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

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String branch(String text) {
        if (Repository.isValidRefName("refs/heads/" + text)) {
            return text;
        }
        throw new IllegalArgumentException("'" + text + "' is not a branch name");
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
            throw new IllegalArgumentException("'" + text + "' cannot stand in a commit");
        }
        return text;
    }

    private static Path readable(String text) {
        try {
            Path path = Path.of(text);
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text + "' is not a file that can be read");
    }
}
