package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.gitops.SelfSignedCertificate;
import dev.sluice.proxy.ForwardProxy;
import dev.sluice.proxy.Proxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds of a server that cannot be reached without a proxy. */
class ProxiedFetchTest {

    private static final String HOST = "feeds.sluice.example";

    private static WireMockServer server;
    private static SSLContext trusted;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:" + HOST);
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(folder.resolve("server.p12").toString())
                .keystorePassword("changeit")
                .keyManagerPassword("changeit"));
        server.start();
        server.stubFor(get("/goog.json").willReturn(ok("{}")));
        trusted = SSLContext.getInstance("TLS");
        trusted.init(null, certificate.trustManagers(), null);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({"http, false", "http, true", "https, false", "https, true"})
    void fetchesThroughAProxy(String scheme, boolean isGuarded) throws Exception {
        try (ForwardProxy proxy = isGuarded ? ForwardProxy.guarded() : ForwardProxy.open()) {
            server.resetRequests();

            Fetched fetched = fetch(scheme, proxy.proxies());

            assertThat(fetched).isInstanceOf(Fetched.Body.class);
            assertThat(proxy.passed()).isNotEmpty();
            assertThat(server.getAllServeEvents()).singleElement().satisfies(event -> assertThat(
                            event.getRequest().containsHeader("Proxy-Authorization"))
                    .isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({"http, HTTP_PROXY", "https, HTTPS_PROXY"})
    void saysThatTheProxyRefusesThePassword(String scheme, String variable) throws Exception {
        try (ForwardProxy proxy = ForwardProxy.guarded()) {
            String wrong = proxy.urlWithAccount().replace("p%40ss", "s3cret");

            assertThatExceptionOfType(FeedException.class)
                    .isThrownBy(() -> fetch(scheme, ForwardProxy.proxies(Map.of(variable, wrong))))
                    .withMessageContaining("(" + variable + ") refuses the user or the password that " + variable)
                    .withMessageNotContaining("s3cret");
        }
    }

    @Test
    void saysThatTheProxyLetsNothingThrough() throws Exception {
        try (ForwardProxy proxy = ForwardProxy.open()) {
            proxy.answer(403);

            assertThatExceptionOfType(FeedException.class)
                    .isThrownBy(() -> fetch("https", proxy.proxies()))
                    .withMessageContaining("(https_proxy) does not let it through (it answered 403)");
        }
    }

    @Test
    void saysThatTheProxyCannotBeReached() {
        Proxies proxies = ForwardProxy.proxies(Map.of("HTTPS_PROXY", "http://127.0.0.1:1"));

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetch("https", proxies))
                .withMessageContaining("127.0.0.1:1: the connection is refused; check HTTPS_PROXY");
    }

    private static Fetched fetch(String scheme, Proxies proxies) {
        int port = scheme.equals("http") ? server.port() : server.httpsPort();
        URI url = URI.create(scheme + "://" + HOST + ":" + port + "/goog.json");
        Transfer limits = new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024);
        return new HttpFetcher(limits, trusted, proxies).fetch(new Feed("goog", url, Format.GOOGLE), Optional.empty());
    }
}
