package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.ranges.Prefix;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedClientTest {

    private static final String PATH = "/goog.json";
    private static final String DOCUMENT =
            "{\"syncToken\": \"1776632400123\", \"prefixes\": [{\"ipv4Prefix\": \"8.8.4.0/24\"}]}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final FeedClient client =
            new FeedClient(FeedSource.of(new Transfer(Duration.ofSeconds(10), Duration.ofSeconds(10), 1024), null));

    private Feed goog;

    @BeforeEach
    void publish() {
        SERVER.stubFor(get(PATH).willReturn(ok(DOCUMENT).withHeader("ETag", "\"one\"")));
        goog = new Feed("goog", URI.create(SERVER.url(PATH)), Format.GOOGLE);
    }

    @Test
    void givesACheckedDocument() {
        Document document = client.fetch(goog);

        assertThat(document.name()).isEqualTo("goog");
        assertThat(document.prefixes().prefixes()).containsExactly(Prefix.parse("8.8.4.0/24"));
        assertThat(document.token()).hasValue(1_776_632_400_123L);
        assertThat(document.url()).isEqualTo(goog.url());
        assertThat(document.etag()).contains("\"one\"");
        assertThat(document.sha256()).isEqualTo("0ce14f8f670a0edb962892ab7568b35ddac73173a5f6d3543f5d0b0ae930202a");
    }

    @Test
    void tellsTheAgeByTheToken() {
        Document document = client.fetch(goog);

        assertThat(document.age(Instant.ofEpochMilli(1_776_632_400_123L).plusSeconds(60)))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void keepsTheDocumentThatHasNotChanged() {
        // Given
        Document first = client.fetch(goog);
        SERVER.stubFor(get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));

        // When
        Document second = client.fetch(goog);

        // Then
        assertThat(second).isEqualTo(first);
        SERVER.verify(2, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void asksWithTheEtagOfTheLastGoodDocument() {
        // Given
        client.fetch(goog);
        SERVER.stubFor(get(PATH).willReturn(ok("<html>").withHeader("ETag", "\"two\"")));
        assertThatExceptionOfType(FeedException.class).isThrownBy(() -> client.fetch(goog));
        SERVER.stubFor(get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));

        // When
        Document document = client.fetch(goog);

        // Then
        assertThat(document.etag()).contains("\"one\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 412, 431})
    void asksAgainWithoutTheEtagThatIsRefused(int status) {
        // Given
        client.fetch(goog);
        SERVER.stubFor(get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(status)));

        // When
        Document document = client.fetch(goog);

        // Then
        assertThat(document.name()).isEqualTo("goog");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 431})
    void forgetsTheDocumentWhoseEtagIsRefused(int status) {
        // Given
        client.fetch(goog);
        SERVER.stubFor(get(PATH).willReturn(status(status)));
        assertThatExceptionOfType(FeedException.class).isThrownBy(() -> client.fetch(goog));
        SERVER.resetRequests();
        SERVER.stubFor(get(PATH).willReturn(ok(DOCUMENT)));

        // When
        client.fetch(goog);

        // Then
        SERVER.verify(1, getRequestedFor(urlEqualTo(PATH)).withoutHeader("If-None-Match"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void remembersTheDocumentWhileAServerIsDown(int status) {
        // Given
        Document first = client.fetch(goog);
        SERVER.stubFor(get(PATH).willReturn(status(status)));
        assertThatExceptionOfType(FeedException.class).isThrownBy(() -> client.fetch(goog));
        SERVER.stubFor(get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));

        // When
        Document second = client.fetch(goog);

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void keepsAnEtagOfOneKibibyte() {
        String etag = "\"" + "e".repeat(1022) + "\"";
        SERVER.stubFor(get(PATH).willReturn(ok(DOCUMENT).withHeader("ETag", etag)));

        assertThat(client.fetch(goog).etag()).contains(etag);
    }

    @Test
    void keepsNoLongerEtag() {
        // Given
        SERVER.stubFor(get(PATH).willReturn(ok(DOCUMENT).withHeader("ETag", "\"" + "e".repeat(1023) + "\"")));
        assertThat(client.fetch(goog).etag()).isEmpty();
        SERVER.resetRequests();

        // When
        client.fetch(goog);

        // Then
        SERVER.verify(1, getRequestedFor(urlEqualTo(PATH)).withoutHeader("If-None-Match"));
    }

    @Test
    void keepsNoEtagThatCannotBeSent() throws IOException {
        try (HttpServerStub server = HttpServerStub.answering("HTTP/1.1 200 OK\r\nETag: \"\u00e9\"\r\n"
                + "Content-Length: " + DOCUMENT.length() + "\r\nConnection: close\r\n\r\n" + DOCUMENT)) {
            Feed odd = new Feed("goog", server.uri(), Format.GOOGLE);

            assertThat(client.fetch(odd).etag()).isEmpty();
            assertThat(client.fetch(odd).etag()).isEmpty();
        }
    }

    @Test
    void doesNotMixFeedsOfOneNameAndDifferentAddresses() {
        client.fetch(goog);

        SERVER.stubFor(get(PATH + "?mirror").willReturn(ok(DOCUMENT)));

        client.fetch(new Feed("goog", URI.create(SERVER.url(PATH + "?mirror")), Format.GOOGLE));

        SERVER.verify(getRequestedFor(urlEqualTo(PATH + "?mirror")).withoutHeader("If-None-Match"));
    }
}
