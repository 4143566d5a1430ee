package dev.sluice.review.forge.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.Proposal;
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
class GitLabTest extends ForgeContract {

    private static final String REQUEST = recorded("gitlab-request.json");
    private static final String BELOW = "/projects/platform%2Fegress%2Ffleet";
    private static final String PROJECT = "/api/projects/platform%2Fegress%2Ffleet";

    GitLabTest() {
        super(GitLab.PROVIDER, "platform/egress/fleet");
    }

    @Test
    void findsTheRequestOfABranch() {
        // Given
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests")).willReturn(json(200, "[" + REQUEST + "]")));

        // When
        var found = forge().find(BRANCH, "main");

        // Then
        assertThat(found)
                .contains(new PullRequest(
                        7,
                        URI.create("https://gitlab.example/platform/egress/fleet/-/merge_requests/7"),
                        PullRequest.RequestState.OPEN,
                        "demo: deny 2 more",
                        "An old body",
                        Set.of("network"),
                        SHA));
        assertThat(received().getFirst().getQueryParams().values())
                .extracting(parameter -> parameter.key() + "=" + parameter.firstValue())
                .containsExactlyInAnyOrder(
                        "source_branch=sluice/demo",
                        "target_branch=main",
                        "state=all",
                        "scope=all",
                        "order_by=created_at",
                        "sort=desc",
                        "per_page=100");
        assertThat(received().getFirst().getHeader("PRIVATE-TOKEN")).isEqualTo(TOKEN);
        assertThat(received().getFirst().getHeader("Accept")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"opened, OPEN", "locked, OPEN", "merged, MERGED", "closed, CLOSED"})
    void knowsHowFarARequestIs(String text, PullRequest.RequestState state) {
        server.stubFor(
                get(anyUrl()).willReturn(json(200, "[" + REQUEST.replace("\"opened\"", "\"" + text + "\"") + "]")));

        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(state);
    }

    @Test
    void prefersTheOpenRequestAndTakesNoFork() {
        String closed = REQUEST.replace("\"opened\"", "\"closed\"");
        String fork = REQUEST.replace("\"source_project_id\": 93", "\"source_project_id\": 94");

        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + fork + "," + closed + "]")));
        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(PullRequest.RequestState.CLOSED);

        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + closed + "," + REQUEST + "]")));
        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(PullRequest.RequestState.OPEN);
    }

    @Test
    void opensARequest() {
        // Given
        server.stubFor(get(urlPathEqualTo(PROJECT + "/labels/network"))
                .willReturn(json(200, "{\"id\": 1, \"name\": \"network\"}")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/labels/risk%2Flow"))
                .willReturn(json(404, "{\"message\": \"404 Label Not Found\"}")));
        server.stubFor(
                post(urlPathEqualTo(PROJECT + "/labels")).willReturn(json(201, "{\"id\": 2, \"name\": \"risk/low\"}")));
        server.stubFor(post(urlPathEqualTo(PROJECT + "/merge_requests"))
                .willReturn(json(201, REQUEST.replace("demo: deny 2", "Draft: demo: deny 2"))));

        // When
        PullRequest opened = forge().open(new Proposal(
                BRANCH,
                "main",
                "demo: deny 3 more",
                "The body",
                List.of("risk/low", "network"),
                List.of("risk/high"),
                List.of("alice"),
                List.of(),
                true));

        // Then
        assertThat(opened.title()).isEqualTo("demo: deny 2 more");
        assertThat(requests())
                .containsExactly(
                        "GET " + BELOW + "/labels/risk%2Flow",
                        "POST " + BELOW + "/labels {\"name\":\"risk/low\",\"color\":\"#0e8a16\","
                                + "\"description\":\"Sluice: an ordinary change\"}",
                        "GET " + BELOW + "/labels/network",
                        "POST " + BELOW + "/merge_requests {\"source_branch\":\"sluice/demo\","
                                + "\"target_branch\":\"main\",\"title\":\"Draft: demo: deny 3 more\","
                                + "\"description\":\"The body\",\"labels\":\"risk/low,network\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "draft: deny 3 more   | cluster draft: deny 3 more",
                "wip: deny 3 more     | cluster wip: deny 3 more",
                "drafts: deny 3 more  | drafts: deny 3 more"
            })
    void makesNoDraftOfAClusterWithSuchAName(String title, String sent) {
        server.stubFor(post(anyUrl()).willReturn(json(201, REQUEST)));

        forge().open(new Proposal(
                BRANCH, "main", title, "The body", List.of(), List.of(), List.of(), List.of(), false));

        assertThat(requests()).singleElement().asString().contains("\"title\":\"" + sent + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | {\"message\":[\"Another open merge request already exists for this source branch: !7\"]}",
                "502 | <html>Bad gateway</html>"
            })
    void findsARequestThatIsOpenAlready(int status, String answer) {
        server.stubFor(post(anyUrl()).willReturn(json(status, answer)));
        server.stubFor(get(anyUrl()).willReturn(json(200, "[" + REQUEST + "]")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/labels/risk%2Flow"))
                .willReturn(json(200, "{\"id\": 2, \"name\": \"risk/low\"}")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7")).willReturn(json(200, REQUEST)));
        server.stubFor(put(anyUrl()).willReturn(json(200, REQUEST)));

        assertThat(forge().open(PROPOSAL).number()).isEqualTo(7);
        assertThat(received().stream().map(request -> request.getMethod().getName()))
                .containsExactly("GET", "POST", "GET", "GET", "PUT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo: old            | demo: deny 3 more",
                "Draft: demo: old     | Draft: demo: deny 3 more",
                "[DRAFT] demo: old    | Draft: demo: deny 3 more",
                "(draft) demo: old    | Draft: demo: deny 3 more",
                "Drafting: demo       | demo: deny 3 more"
            })
    void updatesWhatARequestSaysAndLeavesWhetherItIsADraft(String title, String sent) {
        server.stubFor(get(anyUrl()).willReturn(json(200, REQUEST.replace("demo: deny 2 more", title))));
        server.stubFor(put(anyUrl()).willReturn(json(200, REQUEST)));

        server.stubFor(get(urlPathEqualTo(PROJECT + "/labels/risk%2Flow"))
                .willReturn(json(200, "{\"id\": 2, \"name\": \"risk/low\"}")));

        forge().update(request(), with("risk/low", "network"));

        assertThat(requests())
                .containsExactly(
                        "GET " + BELOW + "/merge_requests/7",
                        "GET " + BELOW + "/labels/risk%2Flow",
                        "PUT " + BELOW + "/merge_requests/7 {\"title\":\"" + sent
                                + "\",\"description\":\"The body\",\"add_labels\":\"risk/low\","
                                + "\"remove_labels\":\"network\"}");
    }

    @Test
    void closesARequest() {
        server.stubFor(put(anyUrl()).willReturn(json(200, REQUEST.replace("\"opened\"", "\"closed\""))));

        forge().close(request(), "Gone");

        assertThat(requests())
                .containsExactly("PUT /projects/platform%2Fegress%2Ffleet/merge_requests/7"
                        + " {\"state_event\":\"close\",\"description\":\"Gone\"}");
    }

    @Test
    void readsCommentsThatPeopleWroteBelow() {
        // Given
        String full = IntStream.rangeClosed(1, 99)
                .mapToObj(id -> note(id, "null", true))
                .collect(Collectors.joining(",", "[", "," + note(100, "\"DiffNote\"", false) + "]"));
        first(
                json(200, full),
                json(200, "[" + note(101, "null", false) + "," + note(102, "\"DiscussionNote\"", false) + "]"));

        // When
        List<Comment> comments = forge().comments(request());

        // Then
        assertThat(comments)
                .containsExactly(new Comment(101, "remark", "alice", true), new Comment(102, "remark", "alice", true));
        assertThat(received())
                .extracting(request -> request.getQueryParams().get("page").firstValue())
                .containsExactly("1", "2");
        assertThat(received().getFirst().getQueryParams().get("sort").firstValue())
                .isEqualTo("asc");
    }

    @Test
    void commentsAndEditsAComment() {
        server.stubFor(any(anyUrl()).willReturn(json(200, note(5, "null", false))));

        forge().comment(request(), "Mind this");
        forge().edit(request(), new Comment(5, "Mind this", "alice", true), "Mind that");

        assertThat(requests())
                .containsExactly(
                        "POST /projects/platform%2Fegress%2Ffleet/merge_requests/7/notes {\"body\":\"Mind this\"}",
                        "PUT /projects/platform%2Fegress%2Ffleet/merge_requests/7/notes/5 {\"body\":\"Mind that\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                              | null           | false | false",
                "[]                              | DiscussionNote | false | false",
                "[]                              | DiffNote       | true  | false",
                "[]                              | DiffNote       | false | true",
                "[{\"user\":{\"id\":12,\"username\":\"alice\"}}] | null | false | true"
            })
    void knowsWhetherSomebodyHasBegunToReview(String approvals, String type, boolean system, boolean isReviewed) {
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7/approvals"))
                .willReturn(json(200, "{\"id\": 5507, \"iid\": 7, \"approved_by\": " + approvals + "}")));
        server.stubFor(
                get(urlPathEqualTo(PROJECT + "/merge_requests/7/reviewers")).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7/notes"))
                .willReturn(json(200, "[" + note(5, "\"" + type + "\"", system) + "]")));

        assertThat(forge().isReviewed(request())).isEqualTo(isReviewed);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, pending", "SUCCESS, success", "FAILURE, failed"})
    void marksACommit(CommitStatus.CheckState state, String sent) {
        server.stubFor(any(anyUrl()).willReturn(json(201, "{\"id\": 93, \"status\": \"" + sent + "\"}")));

        forge().mark(SHA, new CommitStatus(state, "sluice/demo", "in sync"));

        assertThat(requests())
                .containsExactly("POST /projects/platform%2Fegress%2Ffleet/statuses/" + SHA + " {\"state\":\"" + sent
                        + "\",\"name\":\"sluice/demo\",\"description\":\"in sync\"}");
    }

    @Test
    void doesNotMindACommitThatIsMarkedAlready() {
        server.stubFor(any(anyUrl())
                .willReturn(json(400, "{\"message\": \"Cannot transition status via :run from :running\"}")));

        forge().mark(SHA, new CommitStatus(CommitStatus.CheckState.PENDING, "sluice/demo", "waiting"));

        assertThat(received()).hasSize(1);
    }

    private static String note(int id, String type, boolean system) {
        return "{\"id\": " + id + ", \"type\": " + type + ", \"body\": \"remark\", \"system\": " + system
                + ", \"noteable_type\": \"MergeRequest\", \"author\": {\"id\": 12, \"username\": \"alice\"}}";
    }
}
