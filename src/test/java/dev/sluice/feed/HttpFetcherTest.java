package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.proxy.Proxies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFetcherTest {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration IMPATIENT = Duration.ofMillis(300);
    private static final String PATH = "/ipranges/goog.json";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void givesTheBodyAndItsEtag() {
        answer(ok("{}").withHeader("ETag", "\"one\""));

        Fetched fetched = fetcher(PATIENT).fetch(feed(), Optional.empty());

        assertBody(fetched, "{}");
        assertThat(((Fetched.Body) fetched).etag()).contains("\"one\"");
        SERVER.verify(getRequestedFor(urlEqualTo(PATH)).withHeader("If-None-Match", absent()));
    }

    @Test
    void saysWhichDocumentIsAtHand() {
        SERVER.stubFor(get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));

        Fetched fetched = fetcher(PATIENT).fetch(feed(), Optional.of("\"one\""));

        assertThat(fetched).isEqualTo(new Fetched.NotModified());
    }

    @Test
    void refusesNotModifiedWhereNoDocumentIsAtHand() {
        answer(status(304));

        assertRefused("answered 304");
    }

    @Test
    void introducesItself() {
        answer(ok("{}"));

        fetcher(PATIENT).fetch(feed(), Optional.empty());

        SERVER.verify(getRequestedFor(urlEqualTo(PATH))
                .withHeader("User-Agent", containing("Sluice"))
                .withHeader("Accept", containing("application/json")));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 206, 400, 401, 403, 404, 410})
    void refusesAnyOtherAnswerForGood(int status) {
        answer(status(status).withBody("<html>"));

        assertRefused(PATH + " answered " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void callsWhatMayPassTransient(int status) {
        answer(status(status).withBody("<html>"));

        assertTransient(PATIENT, PATH + " answered " + status);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void callsALostConnectionTransient(Fault fault) {
        answer(aResponse().withFault(fault));

        assertTransient(PATIENT, PATH);
    }

    @Test
    void callsATruncatedBodyTransient() throws Exception {
        // Given a server that announces more than it sends: WireMock corrects such a length
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofVirtual().start(() -> sendHalf(server));
            Feed half = new Feed("goog", URI.create("http://127.0.0.1:" + server.getLocalPort() + PATH), Format.GOOGLE);

            // Then
            assertThatExceptionOfType(TransientFeedException.class)
                    .isThrownBy(() -> fetcher(PATIENT).fetch(half, Optional.empty()))
                    .withMessageContaining(PATH);
            answering.join();
        }
    }

    private static void sendHalf(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().read(new byte[8192]);
            client.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"syncToken\": \"1\""
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void callsABrokenChunkedBodyTransient() {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertTransient(PATIENT, PATH);
    }

    @Test
    void callsARefusedConnectionTransient() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        Feed feed = feed("http://127.0.0.1:" + freePort + PATH);

        assertThatExceptionOfType(TransientFeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed, Optional.empty()))
                .withMessageContaining(feed.url().toString())
                .withMessageContaining("cannot connect to 127.0.0.1:" + freePort + ": the connection is refused; check"
                        + " sluice.feeds.goog.url and ");
    }

    @Test
    void tellsANameThatCannotBeResolvedFromARefusedConnection() {
        Feed feed = feed("http://nowhere.invalid:8080" + PATH);

        assertThatExceptionOfType(TransientFeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed, Optional.empty()))
                .withMessageContaining("cannot connect to nowhere.invalid:8080: the name cannot be resolved; check"
                        + " sluice.feeds.goog.url and the name service that this machine or pod uses");
    }

    @Test
    void givesUpOnAServerThatIsSilent() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Feed feed = feed("http://127.0.0.1:" + silent.getLocalPort() + PATH);

            assertThatExceptionOfType(TransientFeedException.class)
                    .isThrownBy(() -> fetcher(IMPATIENT).fetch(feed, Optional.empty()));
        }
    }

    @Test
    void givesUpOnABodyThatTrickles() {
        answer(ok("{}".repeat(500)).withChunkedDribbleDelay(1000, 20_000));

        assertTransient(IMPATIENT, PATH);
    }

    @Test
    void keepsTheQueryOfAnAddressToItself() {
        SERVER.stubFor(get(urlPathEqualTo("/gone")).willReturn(aResponse().withStatus(404)));

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed(SERVER.url("/gone?token=s3cr3t&x=1")), Optional.empty()))
                .withMessageEndingWith("/gone?*** answered 404");
    }

    @Test
    void followsRedirects() {
        SERVER.stubFor(get("/moved").willReturn(temporaryRedirect(PATH)));
        answer(ok("{}"));

        assertBody(fetcher(PATIENT).fetch(feed(SERVER.url("/moved")), Optional.empty()), "{}");
    }

    @Test
    void endsARedirectionThatGoesInCircles() {
        answer(temporaryRedirect(PATH));

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed(), Optional.empty()));
        SERVER.verify(exactly(5), getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void restoresTheInterruptOfItsThread() {
        answer(ok("{}").withFixedDelay(20_000));
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed(), Optional.empty()))
                .isNotInstanceOf(TransientFeedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(PATH).willReturn(response));
    }

    private static void assertRefused(String why) {
        assertThatExceptionOfType(FeedException.class)
                .isThrownBy(() -> fetcher(PATIENT).fetch(feed(), Optional.empty()))
                .isNotInstanceOf(TransientFeedException.class)
                .withMessageStartingWith("feed goog refused: ")
                .withMessageContaining(why);
    }

    private static void assertTransient(Duration timeout, String why) {
        assertThatExceptionOfType(TransientFeedException.class)
                .isThrownBy(() -> fetcher(timeout).fetch(feed(), Optional.empty()))
                .withMessageStartingWith("feed goog refused: ")
                .withMessageContaining(why);
    }

    private static void assertBody(Fetched fetched, String text) {
        assertThat(fetched).isInstanceOfSatisfying(Fetched.Body.class, body -> assertThat(body.bytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text));
    }

    private static HttpFetcher fetcher(Duration timeout) {
        return new HttpFetcher(new Transfer(timeout, timeout, 1024), null, Proxies.NONE);
    }

    private static Feed feed() {
        return feed(SERVER.url(PATH));
    }

    private static Feed feed(String url) {
        return new Feed("goog", URI.create(url), Format.GOOGLE);
    }
}
