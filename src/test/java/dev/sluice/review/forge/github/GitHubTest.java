package dev.sluice.review.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.ForgeContract;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GitHubTest extends ForgeContract {

    private static final String PULL = recorded("github-request.json");

    GitHubTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @Test
    void findsTheRequestOfABranch() {
        // Given
        server.stubFor(get(urlPathEqualTo(pulls(""))).willReturn(json(200, "[" + PULL + "]")));

        // When
        var found = forge().find(BRANCH, "main");

        // Then
        assertThat(found)
                .contains(new PullRequest(
                        7,
                        URI.create("https://github.com/platform/fleet/pull/7"),
                        PullRequest.RequestState.OPEN,
                        "demo: deny 2 more",
                        "An old body",
                        Set.of("network"),
                        SHA));
        assertThat(requests()).hasSize(1).allMatch(line -> line.startsWith("GET /repos/platform/fleet/pulls?"));
        assertThat(received().getFirst().getQueryParams().values())
                .extracting(parameter -> parameter.key() + "=" + parameter.firstValue())
                .containsExactlyInAnyOrder(
                        "head=platform:sluice/demo",
                        "base=main",
                        "state=all",
                        "sort=created",
                        "direction=desc",
                        "per_page=100");
    }

    @Test
    void speaksAsTheDocumentationWants() {
        server.stubFor(get(anyUrl()).willReturn(json(200, "[]")));

        assertThat(forge().find(BRANCH, "main")).isEmpty();

        assertThat(received().getFirst().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(received().getFirst().getHeader("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(received().getFirst().getHeader("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(received().getFirst().getHeader("User-Agent")).isEqualTo("sluice");
    }

    @Test
    void prefersTheOpenRequestAndElseTakesTheNewest() {
        String closed = pull(9, "closed", "null");
        String merged = pull(8, "closed", "\"2026-11-22T02:00:09Z\"");

        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + closed + "," + PULL + "]")));
        assertThat(forge().find(BRANCH, "main")).map(PullRequest::number).contains(7L);

        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + closed + "," + merged + "]")));
        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(PullRequest.RequestState.CLOSED);

        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + merged + "]")));
        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(PullRequest.RequestState.MERGED);
    }

    @Test
    void asksForTheOpenOneWhereThereAreVeryManyOthers() {
        String closed = IntStream.range(0, 100)
                .mapToObj(number -> pull(200 - number, "closed", "null"))
                .collect(Collectors.joining(",", "[", "]"));
        server.stubFor(get(anyUrl()).willReturn(json(200, closed)));
        server.stubFor(get(urlPathEqualTo(pulls("")))
                .withQueryParam("state", equalTo("open"))
                .willReturn(json(200, "[" + PULL + "]")));

        assertThat(forge().find(BRANCH, "main")).map(PullRequest::number).contains(7L);
    }

    @Test
    void takesNoForkOfTheSameOwner() {
        String fork = PULL.replaceFirst("\"full_name\": \"platform/fleet\"", "\"full_name\": \"platform/fork\"");
        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + fork + "]")));

        assertThat(forge().find(BRANCH, "main")).isEmpty();
    }

    @Test
    void updatesWhatARequestSaysAndNothingElse() {
        // Given
        server.stubFor(patch(anyUrl())
                .willReturn(json(200, PULL.replace("\"name\": \"network\"", "\"name\": \"risk/high\""))));
        server.stubFor(get(urlPathEqualTo("/api/repos/platform/fleet/labels/risk%2Flow"))
                .willReturn(json(200, "{\"id\": 1, \"name\": \"risk/low\"}")));
        server.stubFor(post(anyUrl())
                .willReturn(json(
                        200, "[{\"id\": 1, \"name\": \"risk/low\"}, {\"id\": 2, \"name\": \"given-meanwhile\"}]")));
        server.stubFor(delete(anyUrl()).willReturn(json(200, "[]")));

        // When
        PullRequest updated = forge().update(request("risk/high"), with("risk/low", "risk/high"));

        // Then
        assertThat(updated.labels()).containsExactlyInAnyOrder("risk/low", "given-meanwhile");
        assertThat(requests())
                .containsExactly(
                        "PATCH /repos/platform/fleet/pulls/7 {\"title\":\"demo: deny 3 more\",\"body\":\"The body\"}",
                        "GET /repos/platform/fleet/labels/risk%2Flow",
                        "POST /repos/platform/fleet/issues/7/labels {\"labels\":[\"risk/low\"]}",
                        "DELETE /repos/platform/fleet/issues/7/labels/risk%2Fhigh");
    }

    @ParameterizedTest
    @CsvSource({"admin, true", "write, true", "read, false", "none, false"})
    void knowsWhoMayMerge(String permission, boolean mayMerge) {
        server.stubFor(get(anyUrl())
                .willReturn(json(200, "{\"permission\": \"" + permission + "\", \"user\": {\"login\": \"maria\"}}")));

        assertThat(forge().mayMerge("maria", "main")).isEqualTo(mayMerge);
        assertThat(requests()).containsExactly("GET /repos/platform/fleet/collaborators/maria/permission");
    }

    @Test
    void letsNobodyMergeWhomItDoesNotKnow() {
        server.stubFor(get(anyUrl()).willReturn(json(404, "{\"message\": \"Not Found\"}")));

        assertThat(forge().mayMerge("mallory", "main")).isFalse();
    }

    @Test
    void opensARequestAgainWhereItCan() {
        server.stubFor(patch(anyUrl()).willReturn(json(200, PULL)));
        assertThat(forge().reopen(request())).map(PullRequest::number).contains(7L);
        assertThat(requests()).containsExactly("PATCH /repos/platform/fleet/pulls/7 {\"state\":\"open\"}");

        server.stubFor(patch(anyUrl()).willReturn(json(422, """
            {"message": "Validation Failed", "errors": [{"resource": "PullRequest", "code": "invalid",
             "field": "state", "message": "state cannot be changed. The branch was force-pushed or recreated."}]}
            """)));
        assertThat(forge().reopen(request())).isEmpty();
    }

    @Test
    void closesARequest() {
        server.stubFor(patch(anyUrl()).willReturn(json(200, pull(7, "closed", "null"))));

        forge().close(request(), "Gone");

        assertThat(requests())
                .containsExactly("PATCH /repos/platform/fleet/pulls/7 {\"state\":\"closed\",\"body\":\"Gone\"}");
    }

    @Test
    void readsAllPagesOfComments() {
        // Given
        String full = IntStream.rangeClosed(1, 100)
                .mapToObj(id -> "{\"id\": " + id + ", \"body\": \"remark\"}")
                .collect(Collectors.joining(",", "[", "]"));
        first(json(200, full), json(200, "[{\"id\": 101, \"body\": null, \"user\": {\"login\": \"alice\"}}]"));

        // When
        List<Comment> comments = forge().comments(request());

        // Then
        assertThat(comments)
                .hasSize(101)
                .endsWith(new Comment(100, "remark", "", true), new Comment(101, "", "alice", true));
        assertThat(requests())
                .containsExactly(
                        "GET /repos/platform/fleet/issues/7/comments?per_page=100&page=1",
                        "GET /repos/platform/fleet/issues/7/comments?per_page=100&page=2");
    }

    @Test
    void commentsAndEditsAComment() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{\"id\": 5, \"body\": \"x\"}")));

        forge().comment(request(), "Mind this");
        forge().edit(request(), new Comment(5, "Mind this", "", true), "Mind that");

        assertThat(requests())
                .containsExactly(
                        "POST /repos/platform/fleet/issues/7/comments {\"body\":\"Mind this\"}",
                        "PATCH /repos/platform/fleet/issues/comments/5 {\"body\":\"Mind that\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                          | []           | false",
                "[{\"state\":\"PENDING\"}]   | []           | false",
                "[{\"state\":\"COMMENTED\"}] | []           | true",
                "[{\"state\":\"APPROVED\"}]  | []           | true",
                "[{\"state\":\"DISMISSED\"}] | []           | true",
                "[]                          | [{\"id\": 3}] | true"
            })
    void knowsWhetherSomebodyHasBegunToReview(String reviews, String remarks, boolean isReviewed) {
        server.stubFor(get(urlPathEqualTo(pulls("/7/reviews"))).willReturn(json(200, reviews)));
        server.stubFor(get(urlPathEqualTo(pulls("/7/comments"))).willReturn(json(200, remarks)));

        assertThat(forge().isReviewed(request())).isEqualTo(isReviewed);
    }

    @Test
    void marksACommit() {
        server.stubFor(any(anyUrl()).willReturn(json(201, "{\"state\": \"failure\"}")));

        forge().mark(SHA, new CommitStatus(CommitStatus.CheckState.FAILURE, "sluice/demo", "drifted"));

        assertThat(requests())
                .containsExactly("POST /repos/platform/fleet/statuses/" + SHA
                        + " {\"state\":\"failure\",\"context\":\"sluice/demo\",\"description\":\"drifted\"}");
    }

    private static String pulls(String below) {
        return "/api/repos/platform/fleet/pulls" + below;
    }

    private static String pull(int number, String state, String mergedAt) {
        return PULL.replace("\"number\": 7", "\"number\": " + number)
                .replace("\"state\": \"open\"", "\"state\": \"" + state + "\"")
                .replace("\"merged_at\": null", "\"merged_at\": " + mergedAt);
    }
}
