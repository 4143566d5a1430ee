package dev.sluice.cluster.impact;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes clients of gateways. */
public final class Gateways {

    private final TlsConfigurationRegistry registry;

    public Gateways(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** @param timeout for each wait */
    LokiGateway open(FlowSource source, Duration timeout) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(source.gateway())
                .followRedirects(false) // the token is for the gateway alone
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        trust(source).ifPresent(builder::tlsConfiguration);
        return builder.build(LokiGateway.class);
    }

    private Optional<TlsConfiguration> trust(FlowSource source) {
        return source.tls().isPresent()
                ? Optional.of(registry.get(source.tls().get()).orElseThrow())
                : registry.getDefault();
    }
}
