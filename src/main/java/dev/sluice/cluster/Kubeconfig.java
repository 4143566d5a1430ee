package dev.sluice.cluster;

import dev.sluice.text.OutsideFile;
import dev.sluice.text.RedactedCause;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig file as kubectl understands it; the client's own reader leaves out token files, impersonation and an http
 * proxy in front of an https API. Paths in it are relative to its folder. No message quotes what may be a secret.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">Kubernetes, kubeconfig (v1)</a>
 */
final class Kubeconfig {

    private static final Logger LOG = Logger.getLogger(Kubeconfig.class);

    private final Config config;
    private final Map<Path, Stamp> read;

    /** What tells a file from the one that replaces it, even within one tick of the file system's clock. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private Kubeconfig(Config config, Map<Path, Stamp> read) {
        this.config = config;
        this.read = read;
    }

    /** @throws ApiException if the file, or one that it names, cannot be read, or it leads to no API or no credentials */
    static Kubeconfig read(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            Map<Path, Stamp> stamps = new HashMap<>();
            OutsideFile.requireRegular(absolute);
            stamps.put(absolute, Stamp.of(absolute)); // before it is read: what changes meanwhile is read again
            var text = KubeConfigUtils.parseConfig(absolute.toFile());
            Context context = context(file, text);
            Cluster cluster = cluster(file, text, context);
            AuthInfo user = user(file, text, context);
            for (Path other : files(absolute, cluster, user)) {
                stamps.put(other, stamp(file, other));
            }
            Optional<TokenFile> token = tokenFile(absolute, user);
            token.ifPresent(given -> requireToken(file, given));
            Config config = DirectApi.of(config(file, absolute, user));
            complete(config, cluster, user, token);
            requireCredentials(file, config, context, user);
            if (config.isTrustCerts()) {
                LOG.warnf(
                        "the kubeconfig file %s says insecure-skip-tls-verify: the API's certificate is not checked, and"
                                + " anyone between could read the token; name a certificate-authority instead",
                        file);
            }
            return new Kubeconfig(config, stamps);
        } catch (ApiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The cause may quote the file, and with it a token.
            // What should name the file may be a token, and what is wrong in it may quote one.
            String named = isPlace(file) ? "kubeconfig file " + file : "file that kubeconfig-file names";
            throw new ApiException(
                    "the " + named
                            + " cannot be read: see that it is mounted and is a kubeconfig with a current context ("
                            + (e instanceof OutsideFile.UnfitException unfit
                                    ? unfit.getReason()
                                    : e.getClass().getSimpleName())
                            + ")",
                    RedactedCause.of(e));
        }
    }

    Config config() {
        return config;
    }

    /** Whether it still says what was read. A token file may have changed: it is read for each call. */
    boolean isCurrent() {
        return read.entrySet().stream().allMatch(entry -> {
            try {
                return Stamp.of(entry.getKey()).equals(entry.getValue());
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Adds the token file of the kubeconfig that a client configuration was found in, where it was found in one. */
    static Config withTokenFile(Config found) {
        if (found.getFile() == null || found.getCurrentContext() == null || found.getOauthTokenProvider() != null) {
            return found;
        }
        Path file = found.getFile().toPath().toAbsolutePath();
        var users = KubeConfigUtils.parseConfig(file.toFile()).getUsers();
        named(
                        users,
                        NamedAuthInfo::getName,
                        found.getCurrentContext().getContext().getUser())
                .flatMap(user -> tokenFile(file, user.getUser()))
                .filter(given -> !given.latest().isEmpty())
                .ifPresent(given -> found.setOauthTokenProvider(given::latest));
        return found;
    }

    private static Config config(Path file, Path absolute, AuthInfo user) {
        try {
            return Config.fromKubeconfig(absolute.toFile());
        } catch (RuntimeException e) {
            if (user.getExec() == null) {
                throw e;
            }
            throw mistake(
                    file,
                    "its exec plugin '" + user.getExec().getCommand() + "' cannot be run: see that the image"
                            + " has it");
        }
    }

    private static void complete(Config config, Cluster cluster, AuthInfo user, Optional<TokenFile> token) {
        token.ifPresent(given -> config.setOauthTokenProvider(given::latest));
        if (isGiven(cluster.getProxyUrl())) { // the proxy's own scheme says nothing about the API's
            config.setHttpProxy(cluster.getProxyUrl());
            config.setHttpsProxy(cluster.getProxyUrl());
        }
        if (isGiven(user.getAs())) {
            config.setImpersonateUsername(user.getAs());
            config.setImpersonateGroups(user.getAsGroups().toArray(String[]::new));
            config.setImpersonateExtras(user.getAsUserExtra());
        }
    }

    private static Context context(Path file, io.fabric8.kubernetes.api.model.Config text) {
        String name = text.getCurrentContext();
        if (!isGiven(name)) { // the client would ask whatever cluster it is in
            throw mistake(file, "it has no current-context");
        }
        return named(text.getContexts(), NamedContext::getName, name)
                .map(NamedContext::getContext)
                .orElseThrow(() -> mistake(file, "its current-context '" + name + "' is not among its contexts"));
    }

    private static Cluster cluster(Path file, io.fabric8.kubernetes.api.model.Config text, Context context) {
        return named(text.getClusters(), NamedCluster::getName, context.getCluster())
                .map(NamedCluster::getCluster)
                .filter(cluster -> isGiven(cluster.getServer()))
                .orElseThrow(() -> mistake(file, "it has no server for cluster '" + context.getCluster() + "'"));
    }

    private static AuthInfo user(Path file, io.fabric8.kubernetes.api.model.Config text, Context context) {
        return named(text.getUsers(), NamedAuthInfo::getName, context.getUser())
                .map(NamedAuthInfo::getUser)
                .orElseThrow(() -> mistake(file, "its user '" + context.getUser() + "' is not among its users"));
    }

    private static <T> Optional<T> named(
            @Nullable List<T> all, Function<T, @Nullable String> name, @Nullable String wanted) {
        return Stream.ofNullable(all)
                .flatMap(List::stream)
                .filter(item -> wanted != null && wanted.equals(name.apply(item)))
                .findFirst();
    }

    /** What the client reads once, when it is made. */
    private static List<Path> files(Path kubeconfig, Cluster cluster, AuthInfo user) {
        return Stream.of(cluster.getCertificateAuthority(), user.getClientCertificate(), user.getClientKey())
                .filter(Kubeconfig::isGiven)
                .map(kubeconfig::resolveSibling)
                .toList();
    }

    private static Stamp stamp(Path kubeconfig, Path named) {
        try {
            OutsideFile.requireRegular(named); // the client would wait for a pipe
            return Stamp.of(named);
        } catch (IOException e) {
            throw mistake(kubeconfig, "it names the file " + named + ", which cannot be read");
        }
    }

    private static Optional<TokenFile> tokenFile(Path kubeconfig, AuthInfo user) {
        return Optional.ofNullable(user.getTokenFile())
                .filter(Kubeconfig::isGiven)
                .map(path -> new TokenFile(kubeconfig.resolveSibling(path), Optional.ofNullable(user.getToken())));
    }

    private static void requireToken(Path kubeconfig, TokenFile token) {
        if (token.latest().isEmpty()) {
            throw mistake(kubeconfig, "its tokenFile " + token.path() + " holds no token, or cannot be read");
        }
    }

    private static void requireCredentials(Path file, Config config, Context context, AuthInfo user) {
        boolean token = config.getOauthTokenProvider() != null || isGiven(config.getAutoOAuthToken());
        boolean certificate = isGiven(config.getClientCertData()) || isGiven(config.getClientCertFile());
        boolean key = isGiven(config.getClientKeyData()) || isGiven(config.getClientKeyFile());
        boolean password = isGiven(config.getUsername()) && isGiven(config.getPassword());
        if (certificate != key) {
            throw mistake(file, "it gives a client-certificate or a client-key without the other");
        }
        if (token || certificate || password) {
            return;
        }
        if (user.getExec() != null) {
            throw mistake(file, "its exec plugin '" + user.getExec().getCommand() + "' gave no credentials");
        }
        throw mistake(
                file,
                "it has no credentials for user '" + context.getUser() + "': give a token, a tokenFile, a"
                        + " client-certificate with its client-key, or an exec plugin");
    }

    private static ApiException mistake(Path file, String what) {
        return new ApiException("the kubeconfig file " + file + " cannot be used: " + what);
    }

    /** Whether it is in a folder that exists, and so no secret that was mistaken for a path. */
    private static boolean isPlace(Path file) {
        Path folder = file.getParent();
        return file.isAbsolute() && folder != null && folder.getNameCount() > 0 && Files.isDirectory(folder);
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
