package dev.sluice.review.forge;

import dev.sluice.config.Problems;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SecretConverter;
import dev.sluice.review.Repository;
import dev.sluice.review.ReviewConfig;
import dev.sluice.review.forge.calls.AddressForms.ForgePlace;
import dev.sluice.review.forge.calls.ForgeAddress;
import dev.sluice.review.forge.calls.ForgeProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads where a forge is, which repository is meant and how to sign in; unset keys follow from {@code sluice.git}. */
public final class ForgeSettings {

    private static final String KEY = "sluice.review.";

    private static final URI MISSING = URI.create("https://missing");

    private final ReviewConfig raw;
    private final Origin origin;
    private final Problems problems;

    ForgeSettings(ReviewConfig raw, Origin origin, Problems problems) {
        this.raw = raw;
        this.origin = origin;
        this.problems = problems;
    }

    /** @param tls the name of a TLS configuration that is there */
    Repository repository(ForgeProvider forge, Optional<String> tls) {
        Optional<ForgeAddress> address = ForgeAddress.of(origin.url());
        Optional<ForgePlace> derived = address.map(forge.addresses().place());
        Optional<URI> url = raw.url().or(() -> derived.map(ForgePlace::api)
                .flatMap(text -> problems.parse(KEY + "url", text, ReviewConfig.ApiAddress::secure)));
        Optional<String> path = raw.repository().or(() -> derived.map(ForgePlace::path));
        if (raw.url().isEmpty()) {
            address.map(ForgeAddress::host).ifPresent(host -> requireRight(forge, host, "git.url"));
        } else {
            requireRight(forge, String.valueOf(raw.url().get().getHost()), "review.url");
        }
        if (url.isEmpty() && derived.isEmpty()) {
            problems.error(KEY + "url", "is missing");
        }
        return new Repository(
                url.orElse(MISSING),
                problems.require(KEY + "repository", path, "missing", text -> path(text, forge)),
                credentials(forge),
                raw.timeout(),
                raw.maxWait(),
                tls);
    }

    /** Some hosts are of one product for sure. */
    private void requireRight(ForgeProvider forge, String host, String key) {
        ForgeRegistry.on(host)
                .filter(product -> !product.equals(forge))
                .ifPresent(product -> problems.error(
                        KEY + "forge",
                        "'" + forge + "' is not what " + host + " in sluice." + key + " is: use " + product));
    }

    private Repository.ForgeCredentials credentials(ForgeProvider forge) {
        Optional<Secret> token = SecretConverter.either("sluice.review", raw.token(), raw.tokenFile(), problems);
        ReviewConfig.GitHubAppConfig app = raw.app();
        if (Stream.of(app.id(), app.installation(), app.privateKeyFile()).allMatch(Optional::isEmpty)) {
            return new Repository.AccessToken(token.or(this::gitToken).orElseGet(this::missingToken));
        }
        if (!forge.has(ForgeProvider.Feature.APPS)) {
            problems.error(KEY + "app", forge.name() + " has no such thing: use " + KEY + "token-file");
        }
        if (token.isPresent()) {
            problems.error(KEY + "app", "is set beside a token: keep one");
        }
        return new Repository.App(
                required("app.id", app.id(), "0"),
                required("app.installation", app.installation(), "0"),
                required("app.private-key-file", app.privateKeyFile(), Path.of("missing")));
    }

    private <T> T required(String name, Optional<T> value, T standIn) {
        if (value.isEmpty()) {
            problems.error(KEY + name, "is missing");
        }
        return value.orElse(standIn);
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

    private static String path(String text, ForgeProvider forge) {
        String[] parts = text.split("/", -1);
        boolean isLong = parts.length > 2 && !forge.has(ForgeProvider.Feature.SUBGROUPS);
        boolean isRight = Stream.of(parts)
                .allMatch(part -> forge.addresses().part().matcher(part).matches());
        if (parts.length >= 2 && !isLong && isRight) {
            return text;
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not the path of a repository on " + forge.name() + ", such as platform/fleet");
    }
}
