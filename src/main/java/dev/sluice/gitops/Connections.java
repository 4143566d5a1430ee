package dev.sluice.gitops;

import dev.sluice.gitops.transport.ProxiedConnections;
import dev.sluice.gitops.transport.SameOriginConnections;
import dev.sluice.gitops.transport.SshKeySessions;
import dev.sluice.gitops.transport.TokenCredentials;
import dev.sluice.gitops.transport.TrustedConnections;
import dev.sluice.proxy.Proxies;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.util.FS;

/**
 * How remotes are reached.
 *
 * @param timeout for connecting and for each wait on data; at least a second, of which parts do not count
 * @param trusted whom HTTPS connections trust; the JVM's authorities where empty
 * @param proxies for http and https; what is reached over ssh goes through none
 * @param progress takes how many objects are pushed, a few words
 */
public record Connections(
        Duration timeout, Optional<TrustManager[]> trusted, Proxies proxies, Consumer<String> progress) {

    private static final List<String> HOOKS =
            List.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction");

    public Connections {
        if (timeout.toSeconds() < 1) { // which JGit takes for endless
            throw new IllegalArgumentException("the timeout " + timeout + " is shorter than a second");
        }
    }

    /** Without a proxy of its own. */
    public Connections(Duration timeout, Optional<TrustManager[]> trusted) {
        this(timeout, trusted, Proxies.NONE);
    }

    /** For no one who waits. */
    public Connections(Duration timeout, Optional<TrustManager[]> trusted, Proxies proxies) {
        this(timeout, trusted, proxies, words -> {});
    }

    void prepare(Transport transport, Origin.Credentials credentials) {
        transport.setTimeout(Math.toIntExact(timeout.toSeconds()));
        if (transport instanceof TransportHttp http) {
            HttpConnectionFactory routed = ProxiedConnections.through(proxies);
            HttpConnectionFactory factory = trusted.<HttpConnectionFactory>map(
                            managers -> new TrustedConnections(routed, managers))
                    .orElse(routed);
            http.setHttpConnectionFactory(new SameOriginConnections(factory, transport.getURI()));
        }
        switch (credentials) {
            case Origin.Anonymous() -> {}
            case Origin.Token token ->
                transport.setCredentialsProvider(new TokenCredentials(
                        transport.getURI(), token.username(), token.token().reveal()));
            case Origin.SshKey key -> {
                if (transport instanceof SshTransport ssh) {
                    ssh.setSshSessionFactory(new SshKeySessions(key.keyFile(), key.knownHosts()));
                }
            }
        }
    }

    /**
     * JGit writes objects that are named by SHA-1 into a local repository of any format.
     *
     * @throws TransportException if a local repository names its objects in another way
     */
    void requireSha1(URIish uri) throws IOException {
        File gitDir = uri.isRemote() ? null : RepositoryCache.FileKey.resolve(new File(uri.getPath()), FS.DETECTED);
        if (gitDir == null) {
            return;
        }
        try (Repository local = new FileRepositoryBuilder().setGitDir(gitDir).build()) {
            String format = local.getConfig().getString("extensions", null, "objectFormat");
            if (format != null && !format.equalsIgnoreCase("sha1")) {
                throw new TransportException(
                        "its objects are named by " + name(format) + ", and Sluice writes repositories of SHA-1 alone");
            }
        }
    }

    /** As people write it. */
    private static String name(String format) {
        return format.equalsIgnoreCase("sha256") ? "SHA-256" : format;
    }

    /**
     * Whether a push to a local repository must be taken in by Git: JGit's own way runs no hooks, and moves a branch under
     * the files that are checked out.
     */
    public boolean needsGit(Origin origin) {
        try {
            URIish uri = new URIish(origin.url());
            File gitDir = uri.isRemote() ? null : RepositoryCache.FileKey.resolve(new File(uri.getPath()), FS.DETECTED);
            if (gitDir == null) {
                return false;
            }
            try (Repository local =
                    new FileRepositoryBuilder().setGitDir(gitDir).build()) {
                return !local.isBare() || HOOKS.stream().anyMatch(hook -> FS.DETECTED.findHook(local, hook) != null);
            }
        } catch (URISyntaxException | IOException e) {
            return false; // opening the transport reports it
        }
    }
}
