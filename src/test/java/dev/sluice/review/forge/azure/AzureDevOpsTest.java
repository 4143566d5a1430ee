package dev.sluice.review.forge.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.gitops.Secret;
import dev.sluice.review.forge.ForgeContract;
import dev.sluice.review.forge.calls.ForgeAuth;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class AzureDevOpsTest extends ForgeContract {

    AzureDevOpsTest() {
        super(AzureDevOps.PROVIDER, "platform/fleet");
    }

    @Override
    protected String noComments() {
        return "{\"value\": [], \"count\": 0}";
    }

    @Override
    protected String sent(String token) {
        return ForgeAuth.basic(":" + token);
    }

    @Test
    void sendsATokenOfEntraAsOne() {
        server.stubFor(any(anyUrl()).willReturn(json(200, noComments())));

        forge(Secret.of("eyJhbGciOiJub25lIn0.eyJzdWIiOiJzbHVpY2UifQ.c2ln")).comments(request());

        assertThat(received().getFirst().getHeader("Authorization")).startsWith("Bearer eyJ");
    }

    static Stream<ResponseDefinitionBuilder> pagesToSignIn() {
        return Stream.of(
                aResponse()
                        .withStatus(203)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<html>Sign in"),
                aResponse()
                        .withStatus(302)
                        .withHeader("Location", "https://spsprodweu1.vssps.visualstudio.com/_signin"));
    }

    @ParameterizedTest
    @MethodSource("pagesToSignIn")
    void takesAPageToSignInForARefusal(ResponseDefinitionBuilder page) {
        server.stubFor(any(anyUrl()).willReturn(page));

        assertThatThrownBy(() -> forge().comments(request()))
                .hasMessageContaining("the credentials were refused: they are wrong, expired or revoked");
    }

    @Test
    void escapesBlanksInTheNamesOfProjects() {
        server.stubFor(any(anyUrl()).willReturn(json(200, noComments())));

        assertThat(forge("My Platform/fleet").find(BRANCH, "main")).isEmpty();

        assertThat(requests().getFirst()).startsWith("GET /My%20Platform/_apis/git/repositories/fleet/pullrequests?");
    }
}
