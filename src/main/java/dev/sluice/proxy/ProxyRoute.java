package dev.sluice.proxy;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How the JDK's connections take the configured proxies. */
public final class ProxyRoute {

    /**
     * The JDK signs in to no proxy before an https server with a password that is sent as it is, unless this is empty.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/25/core/networking-properties.html">Networking properties</a>
     */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private final Proxies proxies;

    public ProxyRoute(Proxies proxies) {
        this.proxies = proxies;
    }

    /** Takes effect before the first connection over http alone; what a user has set remains. */
    public static void allowPasswords() {
        if (System.getProperty(DISABLED_SCHEMES) == null) {
            System.setProperty(DISABLED_SCHEMES, "");
        }
    }

    /** Where connections go; the JVM's own selector decides where no proxy is configured. */
    public ProxySelector selector() {
        return proxies.isEmpty() ? ProxySelector.getDefault() : new Selector(proxies);
    }

    /** A connection that is not open yet. */
    public HttpURLConnection connection(URL url) throws IOException {
        if (proxies.isEmpty()) {
            return (HttpURLConnection) url.openConnection();
        }
        Optional<ProxyAddress> proxy = proxies.before(URI.create(url.toExternalForm()));
        HttpURLConnection connection = (HttpURLConnection)
                url.openConnection(proxy.map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
        proxy.flatMap(ProxyAddress::account).ifPresent(account -> {
            if (url.getProtocol().equals("http")) { // what is streamed cannot be sent again once the proxy asks
                connection.setRequestProperty("Proxy-Authorization", account.basic());
            } else {
                connection.setAuthenticator(new Doorman(proxy.get(), account));
            }
        });
        return connection;
    }

    /** The same address, from which every connection takes the configured way. */
    public URL routed(URL url) throws MalformedURLException {
        URL plain = URI.create(url.toExternalForm()).toURL();
        return URL.of(URI.create(url.toExternalForm()), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL same) throws IOException {
                return connection(plain);
            }

            @Override
            protected URLConnection openConnection(URL same, Proxy proxy) throws IOException {
                return connection(plain);
            }
        });
    }

    private static final class Selector extends ProxySelector {

        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxies.before(uri).map(ProxyAddress::proxy).orElse(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the caller reports it
        }
    }

    /** Tells a proxy its account, once: what is refused again and again locks it. Tells servers nothing. */
    private static final class Doorman extends Authenticator {

        private final ProxyAddress proxy;
        private final ProxyAddress.ProxyAccount account;
        private final AtomicBoolean hasAnswered = new AtomicBoolean();

        Doorman(ProxyAddress proxy, ProxyAddress.ProxyAccount account) {
            this.proxy = proxy;
            this.account = account;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            boolean mayKnow = getRequestorType() == RequestorType.PROXY
                    && proxy.host().equalsIgnoreCase(getRequestingHost())
                    && proxy.port() == getRequestingPort();
            return mayKnow && hasAnswered.compareAndSet(false, true)
                    ? new PasswordAuthentication(
                            account.user(), account.password().toCharArray())
                    : null;
        }
    }
}
