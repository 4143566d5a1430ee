package dev.sluice.cluster.impact;

import dev.sluice.config.TrustedAuthorities;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes clients of what keeps flows. */
public final class Gateways {

    private final TrustedAuthorities authorities;

    public Gateways(TlsConfigurationRegistry registry) {
        this.authorities = new TrustedAuthorities(registry);
    }

    /** @param timeout for each wait */
    LokiGateway open(FlowSource source, Duration timeout) {
        return client(source, timeout).build(LokiGateway.class);
    }

    /** @param timeout for each wait */
    PrometheusApi openPrometheus(FlowSource source, Duration timeout) {
        return client(source, timeout).build(PrometheusApi.class);
    }

    private QuarkusRestClientBuilder client(FlowSource source, Duration timeout) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(source.gateway())
                .followRedirects(false) // the token is for the gateway alone
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        authorities.configuration(source.tls()).ifPresent(builder::tlsConfiguration);
        return builder;
    }
}
