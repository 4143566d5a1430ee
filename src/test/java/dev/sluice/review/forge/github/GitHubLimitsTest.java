package dev.sluice.review.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.review.Forge;
import dev.sluice.review.ForgeLimitException;
import dev.sluice.review.forge.ForgeStubs;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GitHubLimitsTest extends ForgeStubs {

    GitHubLimitsTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @Test
    void waitsForThePrimaryLimit() {
        twice(json(403, "{\"message\": \"API rate limit exceeded for user ID 41.\"}")
                .withHeader("x-ratelimit-remaining", "0")
                .withHeader("x-ratelimit-reset", "1795334445"));

        forge().comments(request());

        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
                "You have triggered an abuse detection mechanism."
            })
    void waitsAMinuteForASecondaryLimitThatNamesNoTime(String message) {
        twice(json(403, "{\"message\": \"" + message + "\"}").withHeader("x-ratelimit-remaining", "4999"));

        forge().comments(request());

        assertThat(patience.sleeps()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void givesUpWhereASecondaryLimitStays() {
        server.stubFor(any(anyUrl()).willReturn(json(403, "{\"message\": \"secondary rate limit\"}")));

        assertThatThrownBy(() -> forge().comments(request())).isInstanceOf(ForgeLimitException.class);

        assertThat(patience.sleeps()).containsExactly(Duration.ofMinutes(1));
        assertThat(received()).hasSize(2);
    }

    @Test
    void leavesASecondBetweenManyWrites() {
        server.stubFor(any(anyUrl()).willReturn(json(201, "{\"id\": 5}")));
        Forge forge = forge();

        IntStream.range(0, 12).forEach(number -> forge.comment(request(), "remark"));

        assertThat(patience.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private void twice(ResponseDefinitionBuilder once) {
        server.stubFor(any(anyUrl())
                .inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("over")
                .willReturn(once));
        server.stubFor(
                any(anyUrl()).inScenario("limit").whenScenarioStateIs("over").willReturn(json(200, "[]")));
    }
}
