package dev.sluice.review.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.run.LogLines;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Service.class)
class GitHubOpeningTest extends ForgeStubs {

    private static final String PULL = recorded("github-pull.json");

    GitHubOpeningTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @Test
    void opensARequest() {
        // Given
        server.stubFor(post(urlPathEqualTo(pulls(""))).willReturn(json(201, PULL)));
        server.stubFor(put(anyUrl()).willReturn(json(200, "[{\"id\": 1, \"name\": \"risk/low\"}]")));
        server.stubFor(
                post(urlPathMatching(".*/(assignees|requested_reviewers)")).willReturn(json(201, PULL)));

        // When
        PullRequest opened = forge().open(new Proposal(
                BRANCH,
                "main",
                "demo: deny 3 more",
                "The body",
                List.of("risk/low"),
                List.of("alice", "bob"),
                List.of("carol"),
                true));

        // Then
        assertThat(opened.number()).isEqualTo(7);
        assertThat(opened.labels()).containsExactly("risk/low");
        assertThat(requests())
                .containsExactly(
                        "POST /repos/platform/fleet/pulls {\"title\":\"demo: deny 3 more\",\"head\":\"sluice/demo\","
                                + "\"base\":\"main\",\"body\":\"The body\",\"draft\":true}",
                        "PUT /repos/platform/fleet/issues/7/labels {\"labels\":[\"risk/low\"]}",
                        "POST /repos/platform/fleet/issues/7/assignees {\"assignees\":[\"carol\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"reviewers\":[\"alice\",\"bob\"]}");
        assertThat(received().getFirst().getHeader("Content-Type")).startsWith("application/json");
    }

    @Test
    void losesNoRequestToPeopleWhoCannotBeAsked() {
        // Given
        server.stubFor(post(urlPathEqualTo(pulls(""))).willReturn(json(201, PULL)));
        server.stubFor(post(urlPathMatching(".*/requested_reviewers")).willReturn(json(422, """
                        {"message": "Reviews may only be requested from collaborators. One or more of the users or teams you
                         specified is not a collaborator of the platform/fleet repository.", "status": "422"}
                        """)));

        // When
        try (LogLines log = LogLines.of("dev.sluice.review")) {
            PullRequest opened = forge().open(new Proposal(
                    BRANCH, "main", "title", "body", List.of("network"), List.of("mallory"), List.of(), false));

            // Then
            assertThat(opened.number()).isEqualTo(7);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("cannot ask for a review of #7: mallory", "not a collaborator", "is opened without");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | {\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"code\":\"custom\",\"message\":\"A pull request already exists for platform:sluice/demo.\"}]}",
                "500 | {\"message\":\"Server Error\"}"
            })
    void findsARequestThatIsOpenAlready(int status, String answer) {
        // Given
        server.stubFor(post(urlPathEqualTo(pulls(""))).willReturn(json(status, answer)));
        server.stubFor(get(urlPathEqualTo(pulls(""))).willReturn(json(200, "[" + PULL + "]")));
        server.stubFor(patch(anyUrl()).willReturn(json(200, PULL)));
        server.stubFor(put(anyUrl()).willReturn(json(200, "[{\"id\": 1, \"name\": \"risk/low\"}]")));

        // When
        PullRequest opened = forge().open(PROPOSAL);

        // Then
        assertThat(opened.number()).isEqualTo(7);
        assertThat(received().stream().map(request -> request.getMethod().getName()))
                .containsExactly("POST", "GET", "PATCH", "PUT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}]} | check sluice.git.branch",
                "{\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"head\",\"code\":\"invalid\"}]} | the branch is not there",
                "{\"errors\":[{\"message\":\"No commits between main and sluice/demo\"}]} | nothing that its base has not",
                "{\"message\":\"Draft pull requests are not supported in this repository.\"} | sluice.review.draft"
            })
    void saysWhyNoRequestCanBeOpened(String answer, String why) {
        server.stubFor(any(anyUrl()).willReturn(json(422, answer)));

        assertThatThrownBy(() -> forge().open(PROPOSAL))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith("cannot open a request from sluice/demo into main in platform/fleet on github")
                .hasMessageContaining(why);
        assertThat(received()).hasSize(1);
    }

    private static String pulls(String below) {
        return "/api/repos/platform/fleet/pulls" + below;
    }
}
