package dev.sluice.gitops.transport;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.Locale;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * Connections to one scheme, host and port. JGit follows redirects, and once a server has taken credentials it sends them
 * along to wherever that server points: to any other place no connection is made at all.
 */
public final class SameOriginConnections implements HttpConnectionFactory {

    /** How messages begin that say so; the text of a failure passes them on. */
    public static final String REFUSAL = "it redirects to ";

    private final HttpConnectionFactory connections;
    private final String origin;

    public SameOriginConnections(HttpConnectionFactory connections, URIish remote) {
        this.connections = connections;
        this.origin = origin(remote);
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new WatchedConnection(connections.create(checked(url)));
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new WatchedConnection(connections.create(checked(url), proxy));
    }

    private URL checked(URL url) throws TransportException {
        String target = origin(new URIish(url));
        if (!target.equals(origin)) {
            throw new TransportException(refusal(target));
        }
        return url;
    }

    public static String refusal(String target) {
        return REFUSAL + target
                + ", and credentials go to the configured scheme, host and port alone: if that is right, put the new"
                + " address into git.url";
    }

    /** Scheme, host and port; a port that the scheme implies is written out. */
    static String origin(URIish uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int implied = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (uri.getPort() < 0 ? implied : uri.getPort());
    }
}
