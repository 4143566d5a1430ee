package dev.sluice.review.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Forge;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.ForgeException;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.calls.ForgeProvider;
import dev.sluice.run.LogLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every forge when it does not do what it is asked; comments stand for all reads, marks for all writes. */
public abstract class ForgeContract extends RequestTextContract {

    private static final CommitStatus MARK =
            new CommitStatus(CommitStatus.CheckState.SUCCESS, "sluice/demo", "in sync");

    private static final String ECHO = "{\"message\": \"you said " + TOKEN + "\"}";

    protected ForgeContract(ForgeProvider provider, String path) {
        super(provider, path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 | it sends to another address, where the token does not go: check sluice.review.url",
                "307 | it sends to another address",
                "401 | the credentials were refused: they are wrong, expired or revoked; check sluice.review.token",
                "403 | the credentials are good, but may not do this: they need ",
                "404 | there is no such repository, branch, commit or request, or the credentials may not see it",
                "418 | it refuses"
            })
    void saysWhatIsMissingForARead(int status, String why) {
        // Given
        server.stubFor(any(anyUrl()).willReturn(json(status, ECHO)));

        // When
        Throwable failure = catchThrowable(() -> forge().comments(request()));

        // Then
        assertThat(failure)
                .isInstanceOf(ForgeException.class)
                .hasMessageMatching(
                        "cannot read the comments of [#!]7 in platform/.* at " + server.baseUrl() + "/api: .*")
                .hasMessageContaining(why)
                .hasMessageEndingWith("(status " + status + ")");
        assertThat(received()).hasSize(1);
        assertThat(patience.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {}                                        | it does not accept what is proposed",
                "403 | {\"message\":\"Repository was archived\"} | the repository is archived",
                "409 | {}                                        | it conflicts with something there",
                "422 | {\"message\":\"No commit found for SHA\"} | the commit is not there",
                "423 | {}                                        | the repository is archived or locked"
            })
    void saysWhatIsMissingForAWrite(int status, String answer, String why) {
        server.stubFor(any(anyUrl()).willReturn(json(status, answer)));

        assertThatThrownBy(() -> forge().mark(SHA, MARK))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith("cannot mark commit " + SHA)
                .hasMessageContaining(why);
        assertThat(received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    void neverShowsASecret(int status) {
        // Given
        server.stubFor(any(anyUrl()).willReturn(json(status, ECHO).withHeader("Location", "/" + TOKEN)));

        // When
        try (LogLines log = LogLines.of("dev.sluice")) {
            Throwable read = catchThrowable(() -> forge().comments(request()));
            Throwable write = catchThrowable(() -> forge().mark(SHA, MARK));

            // Then
            assertThat(text(read) + text(write) + log.lines())
                    .contains("cannot")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void takesTheTokenToNoOtherAddress() {
        // Given
        WireMockServer other = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        other.start();
        server.stubFor(
                any(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", other.baseUrl() + "/api")));

        // When
        Throwable failure = catchThrowable(() -> forge().comments(request()));

        // Then
        assertThat(failure).hasMessageContaining("another address");
        assertThat(other.getAllServeEvents()).isEmpty();
        other.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | Retry-After       | 7                             | 7",
                "429 | Retry-After       | 0                             | 1",
                "429 | Retry-After       | Sun, 22 Nov 2026 08:00:30 GMT | 30",
                "429 | Retry-After       | soon                          | 60",
                "429 | RateLimit-Reset   | 1795334410                    | 10",
                "429 | X-RateLimit-Reset | 1795334409                    | 9",
                "429 | X-RateLimit-Reset | 1795330000                    | 1",
                "403 | Retry-After       | 8                             | 8",
                "429 | Via               | proxy                         | 60"
            })
    void waitsAsLongAsItIsAsked(int status, String header, String value, int seconds) {
        // Given
        first(json(status, "{}").withHeader(header, value), json(200, noComments()));

        // When
        assertThat(forge().comments(request())).isEmpty();
        // Then
        assertThat(received()).hasSize(2);
        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void repeatsAWriteThatWasRefusedForItsSpeed() {
        first(json(429, "{}").withHeader("Retry-After", "3"), json(201, "{}"));

        forge().mark(SHA, MARK);

        assertThat(received()).hasSize(2);
        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void waitsNoLongerThanARunMay() {
        // Given
        server.stubFor(any(anyUrl()).willReturn(json(429, "{}").withHeader("Retry-After", "50")));

        // When
        Throwable failure = catchThrowable(() -> forge().mark(SHA, MARK));

        // Then
        assertThat(failure)
                .isInstanceOf(ForgeLimitException.class)
                .hasMessageContaining("had enough calls until 2026-11-22T08:02:30Z")
                .hasMessageContaining("sluice.review.max-wait");
        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(50), Duration.ofSeconds(50));
    }

    @Test
    void repeatsAReadThatFailedByChance() {
        first(json(502, "<html>Bad gateway</html>"), json(200, noComments()));

        assertThat(forge().comments(request())).isEmpty();
        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void repeatsAReadAFewTimesOnly() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));

        assertThatThrownBy(() -> forge().comments(request()))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("it has a fault of its own (status 503)");
        assertThat(received()).hasSize(3);
        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void repeatsNoWriteWhoseAnswerGotLost() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
        assertThatThrownBy(() -> forge().mark(SHA, MARK)).hasMessageContaining("the next run finds out");

        server.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        assertThatThrownBy(() -> forge().mark(SHA, MARK))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("the connection failed");

        assertThat(received()).hasSize(2);
    }

    @Test
    void waitsForNoAnswerForEver() {
        server.stubFor(any(anyUrl()).willReturn(json(200, noComments()).withFixedDelay(1_000)));
        ForgeConnection impatient = connection(new Repository.AccessToken(Secret.of(TOKEN)), Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient.forge().mark(SHA, MARK))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("no answer within 200 ms");
        assertThatThrownBy(() -> impatient.forge().comments(request()))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("no answer within 200 ms");
        assertThat(received()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | <html>Sign in, s3cr3t</html>",
                "application/json | [{\"id\": \"s3cr3t\"}]",
                "application/json | {\"message\": \"s3cr3t\"}",
                "application/json | [{\"id\": 1, \"body\": \"s3cr3t",
                "text/html        | <html>Sign in, s3cr3t</html>"
            })
    void quotesNoAnswerThatItDoesNotUnderstand(String type, String answer) {
        // Given
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", type).withBody(answer)));

        // When
        Throwable failure = catchThrowable(() -> forge().comments(request()));

        // Then
        assertThat(failure).isInstanceOf(ForgeException.class).hasMessageContaining("is sluice.review.url the address");
        assertThat(text(failure)).doesNotContain("s3cr3t").doesNotContain("Sign in");
    }

    @Test
    void saysThatNobodyListens() {
        Forge forge = forge();
        String forgeUrl = server.baseUrl();
        server.stop();

        assertThatThrownBy(() -> forge.mark(SHA, MARK))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("the connection failed: cannot connect to ")
                .hasMessageContaining(":" + URI.create(forgeUrl).getPort() + ": the connection is refused; check"
                        + " sluice.review.url and ");
    }

    @Test
    void readsTheTokenAtEachUse(@TempDir Path folder) throws IOException {
        // Given
        server.stubFor(any(anyUrl()).willReturn(json(200, noComments())));
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        Forge forge = forge(Secret.in(file));
        forge.comments(request());

        // When
        Files.writeString(file, "new\n");
        forge.comments(request());

        // Then
        assertThat(received().getFirst().getHeaders().toString()).contains(sent("old"));
        assertThat(received().getLast().getHeaders().toString())
                .contains(sent("new"))
                .doesNotContain(sent("old"));
    }

    /** Answers the first call like this and all later ones like that. */
    protected void first(ResponseDefinitionBuilder once, ResponseDefinitionBuilder then) {
        server.stubFor(any(anyUrl())
                .inScenario("twice")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("then")
                .willReturn(once));
        server.stubFor(
                any(anyUrl()).inScenario("twice").whenScenarioStateIs("then").willReturn(then));
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
