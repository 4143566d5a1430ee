package dev.sluice.review.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.forge.ForgeStubs;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GitHubAutoMergeTest extends ForgeStubs {

    private static final String PULL = recorded("github-request.json");
    private static final String REPOSITORY = "/api/repos/platform/fleet";
    private static final String RULES = REPOSITORY + "/rules/branches/main";
    private static final String CHECKED =
            "{\"name\": \"main\", \"protection\": {\"enabled\": true, \"required_status_checks\": {\"contexts\":"
                    + " [\"ci\"]}}}";

    GitHubAutoMergeTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @BeforeEach
    void stubAnOpenRequest() {
        server.stubFor(get(urlPathEqualTo(RULES)).willReturn(json(404, "{}")));
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/branches/main")).willReturn(json(200, CHECKED)));
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7")).willReturn(json(200, PULL)));
        server.stubFor(get(urlPathEqualTo(REPOSITORY))
                .willReturn(json(200, "{\"allow_merge_commit\": false, \"allow_squash_merge\": true}")));
        server.stubFor(post(urlPathEqualTo("/api/graphql"))
                .willReturn(json(200, "{\"data\": {\"enablePullRequestAutoMerge\": {\"clientMutationId\": null}}}")));
    }

    @Test
    void asksForAMergeOfThisVeryCommit() {
        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isEmpty();

        assertThat(requests().getLast())
                .startsWith("POST /graphql ")
                .contains("enablePullRequestAutoMerge", "PR_kwDOExample7", "\"SQUASH\"", SHA);
        assertThat(received().getLast().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                        | {\"name\": \"main\"}                     | true",
                "[{\"type\": \"pull_request\"}]            | {\"name\": \"main\", \"protection\": {}} | true",
                "[{\"type\": \"required_status_checks\"}]  | {\"name\": \"main\"}                     | false"
            })
    void mergesNothingByItselfWhereNoCheckIsRequired(String rules, String branch, boolean isRefused) {
        server.stubFor(get(urlPathEqualTo(RULES)).willReturn(json(200, rules)));
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/branches/main")).willReturn(json(200, branch)));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main").isPresent()).isEqualTo(isRefused);
        assertThat(requests()).filteredOn(line -> line.startsWith("POST")).hasSize(isRefused ? 0 : 1);
    }

    @Test
    void asksOnce() {
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7"))
                .willReturn(json(
                        200, PULL.replace("\"auto_merge\": null", "\"auto_merge\": {\"merge_method\": \"squash\"}"))));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isEmpty();
        assertThat(requests()).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void mergesWhatHasPassedItsChecksAlready() {
        server.stubFor(post(urlPathEqualTo("/api/graphql"))
                .willReturn(
                        json(200, "{\"errors\": [{\"message\": \"Pull request Pull request is in clean status\"}]}")));
        server.stubFor(put(urlPathEqualTo(REPOSITORY + "/pulls/7/merge")).willReturn(json(200, "{\"merged\": true}")));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isEmpty();
        assertThat(requests().getLast())
                .isEqualTo("PUT /repos/platform/fleet/pulls/7/merge {\"sha\":\"" + SHA
                        + "\",\"merge_method\":\"squash\"}");
    }

    @Test
    void saysThatTheRepositoryDoesNotAllowIt() {
        server.stubFor(post(urlPathEqualTo("/api/graphql"))
                .willReturn(
                        json(200, "{\"errors\": [{\"message\": \"Auto merge is not allowed for this repository\"}]}")));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main"))
                .hasValueSatisfying(why -> assertThat(why).contains("does the repository allow auto-merge"));
    }

    @Test
    void takesBackOnlyWhatWasAskedFor() {
        forge().keepUnmerged(request());
        assertThat(requests()).noneMatch(line -> line.startsWith("POST"));

        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/7"))
                .willReturn(json(
                        200, PULL.replace("\"auto_merge\": null", "\"auto_merge\": {\"merge_method\": \"squash\"}"))));
        forge().keepUnmerged(request());
        assertThat(requests().getLast()).contains("disablePullRequestAutoMerge", "PR_kwDOExample7");
    }
}
