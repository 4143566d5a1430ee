package dev.sluice.review.forge.gitea;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.review.Forge.Comment;
import dev.sluice.review.Forge.CommitStatus;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.forge.ForgeContract;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GiteaTest extends ForgeContract {

    private static final String PULL = recorded("gitea-request.json");
    private static final String REPOSITORY = "/api/repos/platform/fleet";
    private static final String OF_BRANCHES = REPOSITORY + "/pulls/main/sluice%2Fdemo";
    private static final String LABELS =
            "[{\"id\": 31, \"name\": \"network\", \"color\": \"ededed\"}, {\"id\": 32, \"name\": \"risk/low\"}]";

    GiteaTest() {
        super(Gitea.PROVIDER, "platform/fleet");
    }

    @Test
    void findsTheRequestOfABranch() {
        server.stubFor(get(urlPathEqualTo(OF_BRANCHES)).willReturn(json(200, PULL)));

        assertThat(forge().find(BRANCH, "main"))
                .contains(new PullRequest(
                        7,
                        URI.create("https://gitea.example/platform/fleet/pulls/7"),
                        PullRequest.RequestState.OPEN,
                        "demo: deny 2 more",
                        "An old body",
                        Set.of("network"),
                        SHA));
        assertThat(requests()).containsExactly("GET /repos/platform/fleet/pulls/main/sluice%2Fdemo");
        assertThat(received().getFirst().getHeader("Authorization")).isEqualTo("token " + TOKEN);
        assertThat(received().getFirst().getHeader("Accept")).isEqualTo("application/json");
    }

    @Test
    void findsNoneInARepositoryThatIsThere() {
        server.stubFor(get(anyUrl()).willReturn(json(404, "{\"message\": \"The target couldn't be found.\"}")));
        server.stubFor(get(urlPathEqualTo(REPOSITORY)).willReturn(json(200, "{\"id\": 93}")));

        assertThat(forge().find(BRANCH, "main")).isEmpty();
    }

    @Test
    void saysThatThereIsNoRepository() {
        server.stubFor(get(anyUrl()).willReturn(json(404, "{\"message\": \"The target couldn't be found.\"}")));

        assertThatThrownBy(() -> forge().find(BRANCH, "main"))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("check sluice.review.repository");
    }

    /** Gitea names any request of the branches, and its lists cannot be filtered by branch. */
    @Test
    void looksForTheOpenRequestAndThenForTheNewest() {
        // Given
        String merged = PULL.replace("\"open\"", "\"closed\"").replace("\"merged\": false", "\"merged\": true");
        String newest = PULL.replace("\"open\"", "\"closed\"").replace("\"number\": 7", "\"number\": 9");
        String other = newest.replace("sluice/demo", "sluice/other");
        server.stubFor(get(urlPathEqualTo(OF_BRANCHES)).willReturn(json(200, merged)));
        list("open", 1, "[" + other + "]");
        list("open", 2, "[]");
        list("closed", 1, "[" + other + "," + newest + "," + merged + "]");

        // When
        var closed = forge().find(BRANCH, "main");
        list("open", 2, "[" + PULL.replace("\"number\": 7", "\"number\": 8") + "]");
        var open = forge().find(BRANCH, "main");

        // Then
        assertThat(closed).map(PullRequest::number).contains(9L);
        assertThat(closed).map(PullRequest::state).contains(PullRequest.RequestState.CLOSED);
        assertThat(open).map(PullRequest::number).contains(8L);
    }

    @Test
    void takesNoFork() {
        String closed = PULL.replace("\"open\"", "\"closed\"");
        String fork = PULL.replaceFirst("(?s)(\"head\".*?\"repo_id\": )93", "$194");
        server.stubFor(get(urlPathEqualTo(OF_BRANCHES)).willReturn(json(200, closed)));
        list("open", 1, "[" + fork + "]");
        list("open", 2, "[]");
        list("closed", 1, "[" + closed + "]");

        assertThat(forge().find(BRANCH, "main")).map(PullRequest::state).contains(PullRequest.RequestState.CLOSED);
    }

    @Test
    void opensARequest() {
        // Given
        labels();
        server.stubFor(post(urlPathEqualTo(REPOSITORY + "/labels"))
                .willReturn(json(201, "{\"id\": 33, \"name\": \"risk/high\"}")));
        server.stubFor(post(urlPathMatching(REPOSITORY + "/pulls.*")).willReturn(json(201, PULL)));

        // When
        forge().open(new Proposal(
                BRANCH,
                "main",
                "demo: deny 3 more",
                "The body",
                List.of("risk/high", "egress"),
                List.of("risk/low"),
                List.of(),
                List.of(),
                true));

        // Then
        assertThat(requests())
                .containsExactly(
                        "GET /repos/platform/fleet/labels?limit=50&page=1",
                        "GET /repos/platform/fleet/labels?limit=50&page=2",
                        "GET /orgs/platform/labels?limit=50&page=1",
                        "GET /orgs/platform/labels?limit=50&page=2",
                        "POST /repos/platform/fleet/labels {\"name\":\"risk/high\",\"color\":\"#b60205\","
                                + "\"description\":\"Sluice: a person should look at this change closely\"}",
                        "POST /repos/platform/fleet/pulls {\"title\":\"WIP: demo: deny 3"
                                + " more\",\"head\":\"sluice/demo\",\"base\":\"main\",\"body\":\"The"
                                + " body\",\"labels\":[33,41]}");
    }

    @Test
    void makesLabelsInTheRepositoryOfAUser() {
        labels();
        server.stubFor(get(urlPathEqualTo("/api/orgs/platform/labels"))
                .willReturn(json(404, "{\"message\": \"The target couldn't be found.\"}")));
        server.stubFor(post(urlPathEqualTo(REPOSITORY + "/labels"))
                .willReturn(json(201, "{\"id\": 34, \"name\": \"egress\"}")));
        server.stubFor(post(urlPathMatching(REPOSITORY + "/pulls.*")).willReturn(json(201, PULL)));

        forge().open(with("egress", "risk/low"));

        assertThat(requests().getLast()).contains("\"labels\":[34]");
    }

    @Test
    void makesNoDraftOfAClusterWithSuchAName() {
        labels();
        server.stubFor(post(urlPathMatching(REPOSITORY + "/pulls.*")).willReturn(json(201, PULL)));

        forge().open(new Proposal(
                BRANCH, "main", "wip: deny 3 more", "The body", List.of(), List.of(), List.of(), List.of(), false));

        assertThat(requests().getLast()).contains("\"title\":\"cluster wip: deny 3 more\"");
    }

    @Test
    void findsARequestThatIsOpenAlready() {
        labels();
        server.stubFor(post(anyUrl())
                .willReturn(json(409, "{\"message\": \"pull request already exists for these targets\"}")));
        server.stubFor(get(urlPathMatching(REPOSITORY + "/pulls/.*")).willReturn(json(200, PULL)));
        server.stubFor(patch(anyUrl()).willReturn(json(201, PULL)));
        server.stubFor(post(urlPathEqualTo(REPOSITORY + "/issues/7/labels"))
                .willReturn(json(200, "[{\"id\": 31, \"name\": \"network\"}, {\"id\": 32, \"name\": \"risk/low\"}]")));

        PullRequest opened = forge().open(PROPOSAL);

        assertThat(opened.number()).isEqualTo(7);
        assertThat(opened.labels()).containsExactlyInAnyOrder("network", "risk/low");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo: old       | demo: deny 3 more",
                "WIP: demo: old  | WIP: demo: deny 3 more",
                "[wip] demo: old | WIP: demo: deny 3 more"
            })
    void updatesWhatARequestSaysAndLeavesWhetherItIsADraft(String title, String sent) {
        labels();
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7"))
                .willReturn(json(200, PULL.replace("demo: deny 2 more", title))));
        server.stubFor(patch(anyUrl()).willReturn(json(201, PULL)));
        server.stubFor(post(urlPathEqualTo(REPOSITORY + "/issues/7/labels"))
                .willReturn(json(200, "[{\"id\": 31, \"name\": \"network\"}, {\"id\": 32, \"name\": \"risk/low\"}]")));

        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));

        PullRequest updated = forge().update(request("network"), with("risk/low", "network"));

        assertThat(updated.labels()).containsExactly("risk/low");
        assertThat(requests())
                .startsWith(
                        "GET /repos/platform/fleet/pulls/7",
                        "PATCH /repos/platform/fleet/pulls/7 {\"title\":\"" + sent + "\",\"body\":\"The body\"}")
                .endsWith(
                        "POST /repos/platform/fleet/issues/7/labels {\"labels\":[32]}",
                        "DELETE /repos/platform/fleet/issues/7/labels/31");
    }

    @Test
    void closesARequest() {
        server.stubFor(patch(anyUrl()).willReturn(json(201, PULL.replace("\"open\"", "\"closed\""))));

        forge().close(request(), "Gone");

        assertThat(requests())
                .containsExactly("PATCH /repos/platform/fleet/pulls/7 {\"state\":\"closed\",\"body\":\"Gone\"}");
    }

    @Test
    void readsCommentsAndWritesThem() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "{\"id\": 5, \"body\": \"x\"}")));
        server.stubFor(get(anyUrl())
                .willReturn(json(
                        200, "[{\"id\": 5, \"body\": \"remark\", \"user\": {\"id\": 12, \"login\": \"alice\"}}]")));

        assertThat(forge().comments(request())).containsExactly(new Comment(5, "remark", "alice", true));
        forge().comment(request(), "Mind this");
        forge().edit(request(), new Comment(5, "Mind this", "alice", true), "Mind that");

        assertThat(requests())
                .containsExactly(
                        "GET /repos/platform/fleet/issues/7/comments",
                        "POST /repos/platform/fleet/issues/7/comments {\"body\":\"Mind this\"}",
                        "PATCH /repos/platform/fleet/issues/comments/5 {\"body\":\"Mind that\"}");
    }

    @ParameterizedTest
    @CsvSource({"REQUEST_REVIEW, false", "PENDING, false", "COMMENT, true", "APPROVED, true", "REQUEST_CHANGES, true"})
    void knowsWhetherSomebodyHasBegunToReview(String state, boolean isReviewed) {
        String review =
                "[{\"id\": 3, \"state\": \"" + state + "\", \"user\": {\"login\": \"alice\"}, \"stale\": false}]";
        first(json(200, review), json(200, "[]"));

        assertThat(forge().isReviewed(request())).isEqualTo(isReviewed);
        assertThat(requests().getFirst()).isEqualTo("GET /repos/platform/fleet/pulls/7/reviews?limit=50&page=1");
    }

    @Test
    void marksACommit() {
        server.stubFor(any(anyUrl()).willReturn(json(201, "{\"id\": 1, \"status\": \"success\"}")));

        forge().mark(SHA, new CommitStatus(CommitStatus.CheckState.SUCCESS, "sluice/demo", "in sync"));

        assertThat(requests())
                .containsExactly("POST /repos/platform/fleet/statuses/" + SHA
                        + " {\"state\":\"success\",\"context\":\"sluice/demo\",\"description\":\"in sync\"}");
    }

    private void labels() {
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/labels")).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/labels"))
                .withQueryParam("page", equalTo("1"))
                .willReturn(json(200, LABELS)));
        server.stubFor(get(urlPathEqualTo("/api/orgs/platform/labels")).willReturn(json(200, "[]")));
        server.stubFor(get(urlPathEqualTo("/api/orgs/platform/labels"))
                .withQueryParam("page", equalTo("1"))
                .willReturn(json(200, "[{\"id\": 41, \"name\": \"egress\"}, {\"id\": 42, \"name\": \"risk/low\"}]")));
    }

    private void list(String state, int page, String answer) {
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls"))
                .withQueryParam("state", equalTo(state))
                .withQueryParam("page", equalTo(String.valueOf(page)))
                .willReturn(json(200, answer)));
    }
}
