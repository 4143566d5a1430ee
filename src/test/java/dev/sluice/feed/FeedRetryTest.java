package dev.sluice.feed;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class FeedRetryTest {

    private static final String PATH = "/goog.json";
    private static final String DOCUMENT = "{\"syncToken\": \"1\", \"prefixes\": [{\"ipv4Prefix\": \"8.8.4.0/24\"}]}";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Inject
    FeedClient client;

    @Test
    void triesAgainWhatIsTransient() {
        // Given
        answerInTurn(serviceUnavailable(), status(500), ok(DOCUMENT));

        // When
        Document document = client.fetch(goog());

        // Then
        assertThat(document.token()).hasValue(1);
        SERVER.verify(3, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void givesUpOnWhatStaysTransient() {
        SERVER.stubFor(get(PATH).willReturn(serviceUnavailable()));

        assertThatExceptionOfType(TransientFeedException.class)
                .isThrownBy(() -> client.fetch(goog()))
                .withMessageContaining("answered 503");
        SERVER.verify(5, getRequestedFor(urlEqualTo(PATH)));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void asksOnceForWhatWillNotCome(int status) {
        SERVER.stubFor(get(PATH).willReturn(status(status)));

        assertThatExceptionOfType(FeedException.class).isThrownBy(() -> client.fetch(goog()));
        SERVER.verify(1, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void asksOnceForADocumentThatIsWrong() {
        SERVER.stubFor(get(PATH).willReturn(ok("<html>")));

        assertThatExceptionOfType(FeedException.class).isThrownBy(() -> client.fetch(goog()));
        SERVER.verify(1, getRequestedFor(urlEqualTo(PATH)));
    }

    private static void answerInTurn(ResponseDefinitionBuilder... answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.length; i++) {
            String next = "after " + i;
            SERVER.stubFor(get(PATH)
                    .inScenario("turns")
                    .whenScenarioStateIs(state)
                    .willReturn(answers[i])
                    .willSetStateTo(next));
            state = next;
        }
    }

    private static Feed goog() {
        return new Feed("goog", URI.create(SERVER.url(PATH)), Format.GOOGLE);
    }
}
