package dev.sluice.gitops.transport;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.security.GeneralSecurityException;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** HTTPS connections that trust a configured set of authorities instead of the JVM's. */
public final class TrustedConnections implements HttpConnectionFactory {

    private final HttpConnectionFactory plain;
    private final TrustManager[] trusted;

    public TrustedConnections(HttpConnectionFactory plain, TrustManager[] trusted) {
        this.plain = plain;
        this.trusted = trusted.clone();
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return trusting(plain.create(url));
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return trusting(plain.create(url, proxy));
    }

    private HttpConnection trusting(HttpConnection connection) throws IOException {
        if ("https".equals(connection.getURL().getProtocol())) {
            try {
                connection.configure(null, trusted, null);
            } catch (GeneralSecurityException e) {
                throw new IOException("cannot use the configured certificate authorities", e);
            }
        }
        return connection;
    }
}
