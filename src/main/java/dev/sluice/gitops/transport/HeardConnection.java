package dev.sluice.gitops.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** JGit's connection over http, which also hears why a server refuses: JGit itself drops what comes with a 403. */
final class HeardConnection extends JDKHttpConnection {

    /** As much as is read of it, in bytes. */
    private static final int LONGEST = 1024;

    private final KeptOpening opening;

    /** @param url from which connections are opened; its handler decides on their way */
    static HeardConnection to(URL url) throws IOException {
        return new HeardConnection(new KeptOpening(url));
    }

    static HeardConnection to(URL url, Proxy proxy) throws IOException {
        return new HeardConnection(new KeptOpening(url), proxy);
    }

    private HeardConnection(KeptOpening opening, Proxy proxy) throws IOException {
        super(URL.of(URI.create(opening.url.toExternalForm()), opening), proxy);
        this.opening = opening;
    }

    private HeardConnection(KeptOpening opening) throws IOException {
        super(URL.of(URI.create(opening.url.toExternalForm()), opening));
        this.opening = opening;
    }

    @Override
    public int getResponseCode() throws IOException {
        int code = super.getResponseCode();
        if (code == HttpURLConnection.HTTP_FORBIDDEN
                && opening.said().toLowerCase(Locale.ROOT).contains("archived")) {
            throw new TransportException("the repository is archived");
        }
        return code;
    }

    /** Opens one connection, and remembers it. */
    private static final class KeptOpening extends URLStreamHandler {

        private final URL url;
        private Optional<HttpURLConnection> opened = Optional.empty();

        KeptOpening(URL url) {
            this.url = url;
        }

        @Override
        protected URLConnection openConnection(URL same) throws IOException {
            return kept(url.openConnection());
        }

        @Override
        protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
            return kept(url.openConnection(proxy));
        }

        private URLConnection kept(URLConnection connection) {
            opened = connection instanceof HttpURLConnection http ? Optional.of(http) : Optional.empty();
            return connection;
        }

        private String said() throws IOException {
            InputStream error = opened.map(HttpURLConnection::getErrorStream).orElse(null);
            if (error == null) {
                return "";
            }
            try (error) {
                return new String(error.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
        }
    }
}
