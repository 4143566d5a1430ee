package dev.sluice.review.forge.gitea;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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

/** Who reviews on Gitea, and who may merge. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GiteaPeopleTest extends ForgeStubs {

    private static final String PULL = recorded("gitea-request.json");
    private static final String REPOSITORY = "/api/repos/platform/fleet";

    GiteaPeopleTest() {
        super(Gitea.PROVIDER, "platform/fleet");
    }

    @Test
    void asksForReviewsOneByOne() {
        // Given
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7/reviews")).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7/reviews"))
                .withQueryParam("page", equalTo("1"))
                .willReturn(json(200, """
                    [{"id": 3, "state": "REQUEST_REVIEW", "user": {"login": "alice"}, "team": null},
                     {"id": 4, "state": "REQUEST_REVIEW", "user": null, "team": {"id": 2, "name": "network"}}]
                    """)));
        server.stubFor(post(anyUrl()).willReturn(json(201, "[]")));
        server.stubFor(post(anyUrl())
                .withRequestBody(containing("nobody"))
                .willReturn(json(404, "{\"message\": \"user does not exist [uid: 0, name: nobody]\"}")));

        // When
        List<String> refusals =
                forge().ask(request(), asking("nobody", "alice", "team:network", "team:security", "anna"));

        // Then
        assertThat(refusals).singleElement().asString().contains("cannot ask for a review of #7: nobody");
        assertThat(requests())
                .filteredOn(line -> line.startsWith("POST"))
                .containsExactly(
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"reviewers\":[\"nobody\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"team_reviewers\":[\"security\"]}",
                        "POST /repos/platform/fleet/pulls/7/requested_reviewers {\"reviewers\":[\"anna\"]}");
    }

    @Test
    void assignsBesideThoseWhoAreAssigned() {
        // Given
        String given = PULL.replace("\"assignees\": null", "\"assignees\": [{\"login\": \"bob\"}]");
        server.stubFor(get(anyUrl()).willReturn(json(200, given)));
        server.stubFor(patch(anyUrl())
                .willReturn(json(
                        201,
                        given.replace("[{\"login\": \"bob\"}]", "[{\"login\": \"bob\"}, {\"login\": \"carol\"}]"))));
        server.stubFor(patch(anyUrl())
                .withRequestBody(containing("mallory"))
                .willReturn(json(422, "{\"message\": \"Assignee does not exist\"}")));

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
                                List.of(),
                                List.of("mallory", "carol"),
                                false));

        // Then
        assertThat(refusals).singleElement().asString().contains("cannot assign #7 to mallory");
        assertThat(requests().getLast())
                .isEqualTo("PATCH /repos/platform/fleet/pulls/7 {\"assignees\":[\"bob\",\"carol\"]}");
    }

    @ParameterizedTest
    @CsvSource({"owner, true", "admin, true", "write, true", "read, false", "none, false"})
    void knowsWhoMayMerge(String permission, boolean mayMerge) {
        server.stubFor(get(anyUrl())
                .willReturn(
                        json(200, "{\"permission\": \"" + permission + "\", \"role_name\": \"" + permission + "\"}")));

        assertThat(forge().mayMerge("maria", "main")).isEqualTo(mayMerge);
        assertThat(requests()).containsExactly("GET /repos/platform/fleet/collaborators/maria/permission");
    }

    @Test
    void saysThatItMayNotAskWhoMayMerge() {
        server.stubFor(get(anyUrl()).willReturn(json(403, "{\"message\": \"Only admins can query all permissions\"}")));

        assertThatThrownBy(() -> forge().mayMerge("maria", "main"))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("cannot read what maria may do");
    }

    @Test
    void opensARequestAgainWhereItCan() {
        server.stubFor(patch(anyUrl()).willReturn(json(201, PULL)));
        assertThat(forge().reopen(request())).map(PullRequest::number).contains(7L);
        assertThat(requests()).containsExactly("PATCH /repos/platform/fleet/pulls/7 {\"state\":\"open\"}");

        server.stubFor(patch(anyUrl()).willReturn(json(201, PULL.replace("\"open\"", "\"closed\""))));
        assertThat(forge().reopen(request())).isEmpty();

        server.stubFor(patch(anyUrl()).willReturn(json(412, "{\"message\": \"cannot reopen\"}")));
        assertThat(forge().reopen(request())).isEmpty();
    }
}
