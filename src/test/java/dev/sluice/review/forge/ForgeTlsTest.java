package dev.sluice.review.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.gitops.Secret;
import dev.sluice.gitops.SelfSignedCertificate;
import dev.sluice.proxy.ForwardProxy;
import dev.sluice.proxy.Proxies;
import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.github.GitHub;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class ForgeTlsTest {

    private static final String PASSWORD = "changeit";

    @Inject
    TlsConfigurationRegistry tls;

    @TempDir
    private Path folder;

    private SelfSignedCertificate certificate;
    private WireMockServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = SelfSignedCertificate.create(folder, "dns:localhost,dns:forge.sluice.example");
        server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystoreType("PKCS12")
                .keystorePath(folder.resolve("server.p12").toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("[]")));
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void trustsWhomTheNamedConfigurationTrusts() {
        tls.register("forge-authority", new Trusting());

        assertThat(forge("localhost", Optional.of("forge-authority")).find("sluice/demo", "main"))
                .isEmpty();
    }

    @Test
    void trustsNobodyElse() {
        assertThatThrownBy(() -> forge("localhost", Optional.empty()).find("sluice/demo", "main"))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("its certificate is not trusted");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void insistsOnTheNameInTheCertificate() {
        tls.register("forge-authority", new Trusting());

        assertThatThrownBy(
                        () -> forge("127.0.0.1", Optional.of("forge-authority")).find("sluice/demo", "main"))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("its certificate is not trusted");
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void goesThroughAProxyThatAsksForAPassword() throws Exception {
        tls.register("forge-authority", new Trusting());

        try (ForwardProxy proxy = ForwardProxy.guarded()) {
            Forge forge = forge("forge.sluice.example", Optional.of("forge-authority"), proxy.proxies());

            assertThat(forge.find("sluice/demo", "main")).isEmpty();
            assertThat(proxy.passed())
                    .isNotEmpty()
                    .allMatch(("CONNECT forge.sluice.example:" + server.httpsPort())::equals);
            assertThat(server.getAllServeEvents())
                    .allSatisfy(event -> assertThat(event.getRequest().containsHeader("Proxy-Authorization"))
                            .isFalse());
        }
    }

    @Test
    void saysThatTheProxyRefusesThePassword() throws Exception {
        tls.register("forge-authority", new Trusting());

        try (ForwardProxy proxy = ForwardProxy.guarded()) {
            String wrong = proxy.urlWithAccount().replace("p%40ss", "s3cret");
            Forge forge = forge(
                    "forge.sluice.example",
                    Optional.of("forge-authority"),
                    ForwardProxy.proxies(Map.of("HTTPS_PROXY", wrong)));

            assertThatThrownBy(() -> forge.find("sluice/demo", "main"))
                    .isInstanceOf(ForgeException.class)
                    .hasMessageContaining("(HTTPS_PROXY) refuses the user or the password that HTTPS_PROXY gives it")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private Forge forge(String host, Optional<String> configuration) {
        return forge(host, configuration, Proxies.NONE);
    }

    private Forge forge(String host, Optional<String> configuration, Proxies proxies) {
        Patience patience = new Patience();
        Repository repository = new Repository(
                URI.create("https://" + host + ":" + server.httpsPort()),
                "platform/fleet",
                new Repository.AccessToken(Secret.of("s3cr3t")),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                configuration);
        return ForgeConnection.to(GitHub.PROVIDER, repository, tls, proxies, patience, patience)
                .forge();
    }

    private final class Trusting extends BaseTlsConfiguration {

        @Override
        public KeyStore getTrustStore() {
            return certificate.keyStore();
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return new PfxOptions()
                    .setPath(folder.resolve("server.p12").toString())
                    .setPassword(PASSWORD);
        }
    }
}
