package dev.sluice.config;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whom TLS connections trust, from Quarkus's TLS registry. */
@ApplicationScoped
public class TrustedAuthorities {

    private final TlsConfigurationRegistry registry;

    public TrustedAuthorities(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** A name that is configured; empty where it is not, which is a mistake at its key. */
    public Optional<String> name(String key, Optional<String> name, Problems problems) {
        return name.filter(given -> {
            boolean isThere =
                    registry.get(given).map(TlsConfiguration::getTrustStore).isPresent();
            if (!isThere) {
                problems.error(key, "'" + given + "' is not a quarkus.tls configuration with a trust store");
            }
            return isThere;
        });
    }

    /** The trust store of a named configuration, else of the unnamed one; empty for the JVM's authorities. */
    public Optional<TrustManager[]> trustManagers(Optional<String> name) {
        return trustStore(name).map(TrustedAuthorities::trustManagers);
    }

    /** The same as an SSL context; null for the JVM's own. */
    public @Nullable SSLContext sslContext(Optional<String> name) {
        return trustManagers(name).map(TrustedAuthorities::context).orElse(null);
    }

    /** The configuration of a name, else the unnamed one if it has a trust store. */
    public Optional<TlsConfiguration> configuration(Optional<String> name) {
        return name.isPresent()
                ? Optional.of(registry.get(name.get()).orElseThrow())
                : registry.getDefault().filter(unnamed -> unnamed.getTrustStore() != null);
    }

    private Optional<KeyStore> trustStore(Optional<String> name) {
        return configuration(name).map(TlsConfiguration::getTrustStore);
    }

    private static TrustManager[] trustManagers(KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the configured trust store", e);
        }
    }

    private static SSLContext context(TrustManager[] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the configured trust store", e);
        }
    }
}
