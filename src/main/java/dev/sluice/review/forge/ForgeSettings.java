package dev.sluice.review.forge;

import dev.sluice.config.Durations;
import dev.sluice.config.Problems;
import dev.sluice.gitops.GitSettings;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Repository;
import dev.sluice.review.ReviewConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where a forge is, which repository is meant and how to sign in; unset keys follow from {@code sluice.git}. */
public final class ForgeSettings {

    private static final String KEY = "sluice.review.";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern PATH_PART = Pattern.compile("(?!\\.+$)[A-Za-z0-9_.][-A-Za-z0-9_.]*");

    private static final Function<String, String> APP_ID =
            Problems.shapedLike(Pattern.compile("[A-Za-z0-9.]{1,64}"), "the id or the client id of a GitHub App");

    private static final Function<String, String> INSTALLATION =
            Problems.shapedLike(Pattern.compile("[0-9]{1,18}"), "the number of an installation");

    private final ReviewConfig raw;
    private final GitSettings git;
    private final Origin origin;
    private final Problems problems;

    public ForgeSettings(ReviewConfig raw, GitSettings git, Origin origin, Problems problems) {
        this.raw = raw;
        this.git = git;
        this.origin = origin;
        this.problems = problems;
    }

    /** @param tls the name of a TLS configuration that is there */
    Repository repository(ForgeProvider forge, Optional<String> tls) {
        Optional<ForgeAddress> derived = ForgeAddress.of(origin.url());
        Optional<String> url =
                raw.url().or(() -> derived.map(address -> forge.defaultApi().apply(address.site())));
        Optional<String> path = raw.repository().or(() -> derived.map(ForgeAddress::path));
        return new Repository(
                problems.require(KEY + "url", url, URI.create("https://missing"), ForgeSettings::api),
                problems.require(KEY + "repository", path, "missing", text -> path(text, forge)),
                credentials(forge),
                Durations.read(problems, KEY + "timeout", raw.timeout(), Duration.ofSeconds(20)),
                Durations.read(problems, KEY + "max-wait", raw.maxWait(), Duration.ofMinutes(2)),
                tls);
    }

    private Repository.Credentials credentials(ForgeProvider forge) {
        Optional<Secret> token = git.secret("sluice.review", raw.token(), raw.tokenFile());
        ReviewConfig.GitHubAppConfig app = raw.app();
        if (Stream.of(app.id(), app.installation(), app.privateKeyFile()).allMatch(Optional::isEmpty)) {
            return new Repository.Token(token.or(this::gitToken).orElseGet(this::missingToken));
        }
        if (!forge.has(ForgeProvider.Feature.APPS)) {
            problems.error(KEY + "app", forge.name() + " has no such thing: use " + KEY + "token-file");
        }
        if (token.isPresent()) {
            problems.error(KEY + "app", "stands beside a token: keep one");
        }
        return new Repository.App(
                problems.require(KEY + "app.id", app.id(), "0", APP_ID),
                problems.require(KEY + "app.installation", app.installation(), "0", INSTALLATION),
                problems.require(
                        KEY + "app.private-key-file", app.privateKeyFile(), Path.of("missing"), GitSettings::readable));
    }

    private Optional<Secret> gitToken() {
        return origin.credentials() instanceof Origin.Token token ? Optional.of(token.token()) : Optional.empty();
    }

    private Secret missingToken() {
        if (raw.token().isEmpty() && raw.tokenFile().isEmpty()) {
            problems.error(KEY + "token-file", "is missing, and git has no token that could be used");
        }
        return Secret.of("missing");
    }

    private static URI api(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            boolean isPrivate = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            boolean isPlain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (isPrivate && isPlain && uri.getHost() != null && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        // Text before an @ may be a password, and text after a ? a token: neither must be repeated.
        if (text.matches("(?s).*[@?#].*")) {
            throw new IllegalArgumentException("an address must be of https and must not hold credentials or a query");
        }
        throw new IllegalArgumentException("'" + text + "' is not an https address"
                + (text.startsWith("http:") ? ": http would send the token in the clear" : ""));
    }

    private static String path(String text, ForgeProvider forge) {
        String[] parts = text.split("/", -1);
        boolean isLong = parts.length > 2 && !forge.has(ForgeProvider.Feature.SUBGROUPS);
        boolean isRight =
                Stream.of(parts).allMatch(part -> PATH_PART.matcher(part).matches());
        if (parts.length >= 2 && !isLong && isRight) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not the path of a repository on " + forge.name() + ", such as platform/fleet");
    }
}
