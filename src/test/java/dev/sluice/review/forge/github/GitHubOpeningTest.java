package dev.sluice.review.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.ForgeStubs;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GitHubOpeningTest extends ForgeStubs {

    private static final String PULL = recorded("github-request.json");

    GitHubOpeningTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @Test
    void opensARequest() {
        // Given
        server.stubFor(get(urlPathMatching(".*/labels/.*")).willReturn(json(404, "{\"message\": \"Not Found\"}")));
        server.stubFor(post(urlPathMatching(".*/labels")).willReturn(json(201, "{\"id\": 1, \"name\": \"risk/low\"}")));
        server.stubFor(post(urlPathEqualTo(pulls(""))).willReturn(json(201, PULL)));
        server.stubFor(post(urlPathMatching(".*/issues/7/labels"))
                .willReturn(json(200, "[{\"id\": 1, \"name\": \"risk/low\"}, {\"id\": 2, \"name\": \"network\"}]")));

        // When
        PullRequest opened = forge().open(new Proposal(
                BRANCH,
                "main",
                "demo: deny 3 more",
                "The body",
                List.of("risk/low"),
                List.of("risk/high"),
                List.of("alice", "bob"),
                List.of("carol"),
                true));

        // Then
        assertThat(opened.number()).isEqualTo(7);
        assertThat(opened.labels()).containsExactlyInAnyOrder("risk/low", "network");
        assertThat(requests())
                .containsExactly(
                        "POST /repos/platform/fleet/pulls {\"title\":\"demo: deny 3 more\",\"head\":\"sluice/demo\","
                                + "\"base\":\"main\",\"body\":\"The body\",\"draft\":true}",
                        "GET /repos/platform/fleet/labels/risk%2Flow",
                        "POST /repos/platform/fleet/labels {\"name\":\"risk/low\",\"color\":\"0e8a16\","
                                + "\"description\":\"Sluice: an ordinary change\"}",
                        "POST /repos/platform/fleet/issues/7/labels {\"labels\":[\"risk/low\"]}");
        assertThat(received().getFirst().getHeader("Content-Type")).startsWith("application/json");
    }

    @Test
    void asksForReviewsOneByOne() {
        // Given
        server.stubFor(get(urlPathMatching(".*/requested_reviewers"))
                .willReturn(json(200, "{\"users\": [{\"login\": \"Alice\"}], \"teams\": [{\"slug\": \"network\"}]}")));
        server.stubFor(get(urlPathMatching(".*/reviews"))
                .willReturn(json(200, "[{\"state\": \"APPROVED\", \"user\": {\"login\": \"bob\"}}]")));
        server.stubFor(post(urlPathMatching(".*/requested_reviewers")).willReturn(json(201, PULL)));
        server.stubFor(post(urlPathMatching(".*/requested_reviewers"))
                .withRequestBody(containing("mallory"))
                .willReturn(json(422, """
                    {"message": "Reviews may only be requested from collaborators. One or more of the users or teams you
                     specified is not a collaborator of the platform/fleet repository.", "status": "422"}
                    """)));
        server.stubFor(post(urlPathMatching(".*/assignees"))
                .willReturn(json(201, "{\"number\": 7, \"assignees\": [{\"login\": \"carol\"}]}")));

        // When
        List<String> refusals = forge().ask(
                        request(),
                        new Proposal(
                                BRANCH,
                                "main",
                                "title",
                                "body",
                                List.of(),
                                List.of(),
                                List.of("mallory", "alice", "bob", "team:network", "team:security", "anna"),
                                List.of("carol", "dave"),
                                false));

        // Then
        assertThat(refusals).hasSize(2);
        assertThat(refusals.getFirst()).contains("cannot assign #7 to dave");
        assertThat(refusals.getLast()).contains("cannot ask for a review of #7: mallory", "not a collaborator");
        assertThat(requests())
                .filteredOn(line -> line.startsWith("POST"))
                .containsExactly(
                        "POST /repos/platform/fleet/issues/7/assignees {\"assignees\":[\"carol\"]}",
                        "POST /repos/platform/fleet/issues/7/assignees {\"assignees\":[\"dave\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"reviewers\":[\"mallory\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"team_reviewers\":[\"security\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"reviewers\":[\"anna\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | {\"message\":\"Validation"
                        + " Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"code\":\"custom\",\"message\":\"A pull"
                        + " request already exists for platform:sluice/demo.\"}]}",
                "500 | {\"message\":\"Server Error\"}"
            })
    void findsARequestThatIsOpenAlready(int status, String answer) {
        // Given
        server.stubFor(post(urlPathEqualTo(pulls(""))).willReturn(json(status, answer)));
        server.stubFor(get(urlPathEqualTo(pulls(""))).willReturn(json(200, "[" + PULL + "]")));
        server.stubFor(patch(anyUrl()).willReturn(json(200, PULL)));
        server.stubFor(
                get(urlPathMatching(".*/labels/.*")).willReturn(json(200, "{\"id\": 1, \"name\": \"risk/low\"}")));
        server.stubFor(post(urlPathMatching(".*/issues/7/labels"))
                .willReturn(json(200, "[{\"id\": 1, \"name\": \"risk/low\"}]")));

        // When
        PullRequest opened = forge().open(PROPOSAL);

        // Then
        assertThat(opened.number()).isEqualTo(7);
        assertThat(received().stream().map(request -> request.getMethod().getName()))
                .containsExactly("POST", "GET", "PATCH", "GET", "POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}]} | check"
                        + " sluice.git.branch",
                "{\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"head\",\"code\":\"invalid\"}]} | the branch is"
                        + " not there",
                "{\"errors\":[{\"message\":\"No commits between main and sluice/demo\"}]} | nothing that its base has"
                        + " not",
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
