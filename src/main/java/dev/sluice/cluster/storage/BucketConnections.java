package dev.sluice.cluster.storage;

import dev.sluice.proxy.Proxies;
import dev.sluice.proxy.ProxyRoute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/**
 * The connections to a storage. Those of the AWS SDK would send a proxy's password to the storage, and to the proxy only
 * where the storage speaks http.
 */
final class BucketConnections implements UrlConnectionFactory {

    private final Optional<SSLSocketFactory> sockets;
    private final ProxyRoute route;
    private final int timeout;

    /** @param timeout for connecting and for each wait on data */
    BucketConnections(Optional<TrustManager[]> trusted, Proxies proxies, Duration timeout) {
        this.sockets = trusted.map(BucketConnections::sockets);
        this.route = new ProxyRoute(proxies);
        this.timeout = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        try {
            HttpURLConnection connection = route.connection(uri.toURL());
            connection.setConnectTimeout(timeout);
            connection.setReadTimeout(timeout);
            if (connection instanceof HttpsURLConnection https) {
                sockets.ifPresent(https::setSSLSocketFactory);
            }
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLSocketFactory sockets(TrustManager... trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the configured trust store", e);
        }
    }
}
