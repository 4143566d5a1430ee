package dev.sluice.gitops;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;

/**
 * How remotes are reached.
 *
 * @param timeout for connecting and for each wait on data
 * @param trusted whom HTTPS connections trust; the JVM's authorities where empty
 */
public record Connections(Duration timeout, Optional<TrustManager[]> trusted) {

    void prepare(Transport transport, Origin.Credentials credentials) {
        transport.setTimeout(Math.toIntExact(timeout.toSeconds()));
        if (transport instanceof TransportHttp http) {
            trusted.map(TrustedConnections::new).ifPresent(http::setHttpConnectionFactory);
        }
        switch (credentials) {
            case Origin.Anonymous() -> {}
            case Origin.Token(String username, Secret token) ->
                transport.setCredentialsProvider(new UsernamePasswordCredentialsProvider(username, token.reveal()));
            case Origin.SshKey key -> {
                if (transport instanceof SshTransport ssh) {
                    ssh.setSshSessionFactory(new SshKeys(key));
                }
            }
        }
    }

    /** Whether a local repository has hooks of its own, which a push must not get around. */
    boolean needsServerHooks(Origin origin) {
        try {
            URIish uri = new URIish(origin.url());
            if (uri.isRemote()) {
                return false;
            }
            var gitDir = RepositoryCache.FileKey.resolve(Path.of(uri.getPath()).toFile(), FS.DETECTED);
            return gitDir != null
                    && Stream.of("pre-receive", "update", "post-receive", "post-update", "reference-transaction")
                            .map(hook -> gitDir.toPath().resolve("hooks").resolve(hook))
                            .anyMatch(Files::isExecutable);
        } catch (URISyntaxException e) {
            return false; // opening the transport reports it
        }
    }
}
