package dev.sluice;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/** TLS configurations of which {@code company} has a trust store and {@code bare} has none. */
final class CompanyAuthority implements TlsConfigurationRegistry {

    @Override
    public Optional<TlsConfiguration> get(String name) {
        return switch (name) {
            case "company" -> Optional.of(new Trusting());
            case "bare" -> Optional.of(new Bare());
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
        return Optional.empty();
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {
        throw new UnsupportedOperationException();
    }

    private static final class Bare extends BaseTlsConfiguration {}

    private static final class Trusting extends BaseTlsConfiguration {

        @Override
        public KeyStore getTrustStore() {
            try {
                return KeyStore.getInstance("PKCS12");
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }
}
