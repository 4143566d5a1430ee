package dev.sluice.review.forge.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Who reviews on GitLab, and who may merge. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GitLabPeopleTest extends ForgeStubs {

    private static final String REQUEST = recorded("gitlab-request.json");
    private static final String BELOW = "/projects/platform%2Fegress%2Ffleet";
    private static final String PROJECT = "/api" + BELOW;

    GitLabPeopleTest() {
        super(GitLab.PROVIDER, "platform/egress/fleet");
    }

    @Test
    void asksForReviewsBesideThoseWhoAreAsked() {
        // Given
        String bob = reviewers("{\"id\": 11, \"username\": \"bob\"}");
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7")).willReturn(json(200, bob)));
        server.stubFor(get(urlPathEqualTo("/api/users")).willReturn(json(200, "[]")));
        user("anna", 12);
        user("stranger", 13);
        server.stubFor(
                get(urlPathEqualTo("/api/groups/platform%2Fnetwork/members")).willReturn(json(200, """
                    [{"id": 21, "username": "dora", "state": "active", "access_level": 30},
                     {"id": 22, "username": "guest", "state": "active", "access_level": 10},
                     {"id": 23, "username": "gone", "state": "blocked", "access_level": 40}]
                    """)));
        server.stubFor(put(anyUrl()).willReturn(json(200, reviewers("""
            {"id": 11, "username": "bob"}, {"id": 12, "username": "anna"}, {"id": 21, "username": "dora"}
            """))));

        // When
        List<String> refusals = forge().ask(request(), asking("nobody", "anna", "stranger", "team:platform/network"));

        // Then
        assertThat(refusals).hasSize(2);
        assertThat(refusals.getFirst()).contains("there is no user nobody");
        assertThat(refusals.getLast()).contains("cannot ask for a review of !7: stranger");
        assertThat(requests().getLast())
                .isEqualTo("PUT " + BELOW + "/merge_requests/7 {\"assignee_ids\":[],\"reviewer_ids\":[11,12,13,21]}");
    }

    @ParameterizedTest
    @CsvSource({
        "unreviewed, false",
        "review_started, false",
        "reviewed, true",
        "requested_changes, true",
        "approved, true",
        "unapproved, true"
    })
    void seesAReviewWithoutARemarkOnALine(String state, boolean isReviewed) {
        server.stubFor(get(anyUrl()).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7/approvals"))
                .willReturn(json(200, "{\"approved_by\": []}")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7/reviewers"))
                .willReturn(json(
                        200,
                        "[{\"user\": {\"id\": 12, \"username\": \"anna\"}, \"state\": \"" + state
                                + "\", \"created_at\": \"2026-11-20T02:00:12.517Z\"}]")));

        assertThat(forge().isReviewed(request())).isEqualTo(isReviewed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | 404 | {}                                                                    | true",
                "20 | 404 | {}                                                                    | false",
                "30 | 200 | {\"merge_access_levels\": [{\"access_level\": 40}]}                   | false",
                "40 | 200 | {\"merge_access_levels\": [{\"access_level\": 40}]}                   | true",
                "50 | 200 | {\"merge_access_levels\": [{\"access_level\": 0}]}                    | false",
                "30 | 200 | {\"merge_access_levels\": [{\"access_level\": 40, \"user_id\": 12}]}   | true",
                "50 | 200 | {\"merge_access_levels\": [{\"access_level\": 40, \"user_id\": 13}]}   | false",
                "50 | 200 | {\"merge_access_levels\": [{\"access_level\": 40, \"group_id\": 5}]}   | false"
            })
    void knowsWhoMayMerge(int level, int status, String branch, boolean mayMerge) {
        server.stubFor(get(urlPathEqualTo(PROJECT + "/members/all"))
                .withQueryParam("query", equalTo("maria"))
                .willReturn(json(
                        200,
                        "[{\"id\": 11, \"username\": \"maria2\", \"state\": \"active\", \"access_level\": 50},"
                                + "{\"id\": 12, \"username\": \"maria\", \"state\": \"active\", \"access_level\": "
                                + level + "}]")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/protected_branches/main")).willReturn(json(status, branch)));

        assertThat(forge().mayMerge("maria", "main")).isEqualTo(mayMerge);
    }

    @Test
    void opensARequestAgainWhereItCan() {
        server.stubFor(put(anyUrl()).willReturn(json(200, REQUEST)));
        assertThat(forge().reopen(request())).map(PullRequest::number).contains(7L);
        assertThat(requests()).containsExactly("PUT " + BELOW + "/merge_requests/7 {\"state_event\":\"reopen\"}");

        server.stubFor(put(anyUrl()).willReturn(json(422, "{\"message\": [\"source branch does not exist\"]}")));
        assertThat(forge().reopen(request())).isEmpty();
    }

    private void user(String name, int id) {
        server.stubFor(get(urlPathEqualTo("/api/users"))
                .withQueryParam("username", equalTo(name))
                .willReturn(json(200, "[{\"id\": " + id + ", \"username\": \"" + name + "\"}]")));
    }

    private static String reviewers(String users) {
        return REQUEST.replace("\"reviewers\": []", "\"reviewers\": [" + users + "]");
    }
}
