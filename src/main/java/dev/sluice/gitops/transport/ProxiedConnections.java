package dev.sluice.gitops.transport;

import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxyRoute;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** HTTP connections that go through the configured proxies, whatever JGit takes for the way. */
public final class ProxiedConnections implements HttpConnectionFactory {

    private final Optional<ProxyRoute> route;

    private ProxiedConnections(Optional<ProxyRoute> route) {
        this.route = route;
    }

    /** Where none is configured, connections go where the JVM sends them. */
    public static HttpConnectionFactory through(Proxies proxies) {
        return new ProxiedConnections(proxies.isEmpty() ? Optional.empty() : Optional.of(new ProxyRoute(proxies)));
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return HeardConnection.to(route.isPresent() ? route.get().routed(url) : url);
    }

    /** @param jgits what JGit takes for the way; counts where no proxy is configured */
    @Override
    public HttpConnection create(URL url, Proxy jgits) throws IOException {
        return route.isPresent() ? create(url) : HeardConnection.to(url, jgits);
    }
}
