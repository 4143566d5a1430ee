package dev.sluice.gitops.transport;

import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxyRoute;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** HTTP connections that go through the configured proxies, whatever JGit takes for the way. */
public final class ProxiedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory plain = new JDKHttpConnectionFactory();
    private final ProxyRoute route;

    private ProxiedConnections(ProxyRoute route) {
        this.route = route;
    }

    /** Where none is configured, connections go where the JVM sends them. */
    public static HttpConnectionFactory through(Proxies proxies) {
        return proxies.isEmpty() ? new JDKHttpConnectionFactory() : new ProxiedConnections(new ProxyRoute(proxies));
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return plain.create(route.routed(url));
    }

    @Override
    public HttpConnection create(URL url, Proxy jgits) throws IOException {
        return plain.create(route.routed(url));
    }
}
