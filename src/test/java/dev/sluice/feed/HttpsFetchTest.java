package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.proxy.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsFetchTest {

    private static final String PATH = "/ipranges/goog.json";

    private static LocalAuthority authority;
    private static WireMockServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        authority = LocalAuthority.in(folder);
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(authority.keyStore().toString())
                .keystorePassword(LocalAuthority.PASSWORD)
                .keyManagerPassword(LocalAuthority.PASSWORD));
        server.start();
        server.stubFor(get(PATH).willReturn(ok("{}")));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void acceptsAServerOfATrustedAuthority() throws Exception {
        Fetched fetched = fetch(https(PATH), authority.trusted());

        assertThat(fetched).isInstanceOf(Fetched.Body.class);
    }

    @Test
    void refusesAServerOfAnUnknownAuthorityForGood() {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetch(https(PATH), null))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessageStartingWith("feed goog refused: " + https(PATH));
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        SSLContext trusted = authority.trusted();
        String otherName = https(PATH).replace("localhost", "127.0.0.1");

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetch(otherName, trusted))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessageContaining("127.0.0.1");
    }

    @Test
    void doesNotFollowARedirectThatLeavesTls() throws Exception {
        SSLContext trusted = authority.trusted();
        server.stubFor(get("/leaves").willReturn(temporaryRedirect("http://localhost:" + server.port() + "/plain")));
        server.stubFor(get("/plain").willReturn(ok("{}")));

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetch(https("/leaves"), trusted))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessageContaining("answered 302");
        server.verify(0, getRequestedFor(urlEqualTo("/plain")));
    }

    @Test
    void callsAConnectionThatIsLostInTheHandshakeTransient() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeAll(socket));

            assertThatExceptionOfType(TransientFeedException.class)
                    .isThrownBy(() -> fetch("https://127.0.0.1:" + socket.getLocalPort() + PATH, null))
                    .withMessageNotContaining("did not answer");
        }
    }

    private static void closeAll(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    private static Fetched fetch(String url, @Nullable SSLContext trusted) {
        Transfer limits = new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024);
        return new HttpFetcher(limits, trusted, Proxies.NONE)
                .fetch(new Feed("goog", URI.create(url), Format.GOOGLE), Optional.empty());
    }

    private static String https(String path) {
        return "https://localhost:" + server.httpsPort() + path;
    }
}
