package dev.sluice.review.forge.gitlab;

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
class GitLabAutoMergeTest extends ForgeStubs {

    private static final String REQUEST = recorded("gitlab-request.json");
    private static final String BELOW = "/projects/platform%2Fegress%2Ffleet";
    private static final String PROJECT = "/api" + BELOW;
    private static final String RUNNING =
            REQUEST.replaceFirst("\\{", "{\"head_pipeline\": {\"sha\": \"" + SHA + "\", \"status\": \"running\"},");

    GitLabAutoMergeTest() {
        super(GitLab.PROVIDER, "platform/egress/fleet");
    }

    @BeforeEach
    void stubAnOpenRequest() {
        project(true, false);
        pipeline(RUNNING);
        server.stubFor(put(urlPathEqualTo(PROJECT + "/merge_requests/7/merge")).willReturn(json(200, RUNNING)));
    }

    @Test
    void asksForAMergeOfThisVeryCommit() {
        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isEmpty();

        assertThat(requests().getLast())
                .isEqualTo("PUT " + BELOW + "/merge_requests/7/merge {\"merge_when_pipeline_succeeds\":true,"
                        + "\"auto_merge\":true,\"sha\":\"" + SHA + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, true"})
    void mergesNothingByItselfWhereNoPipelineMustSucceed(boolean onlyChecked, boolean skippable) {
        project(onlyChecked, skippable);

        assertThat(forge().mergeWhenChecked(request(), SHA, "main"))
                .hasValueSatisfying(why -> assertThat(why).contains("does not require that pipelines succeed"));
        assertThat(requests()).noneMatch(line -> line.startsWith("PUT"));
    }

    /** GitLab would merge it at once. */
    @Test
    void waitsForAPipelineOfTheCommit() {
        pipeline(REQUEST);
        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isPresent();

        pipeline(RUNNING);
        assertThat(forge().mergeWhenChecked(request(), "1".repeat(40), "main")).isPresent();

        assertThat(requests()).noneMatch(line -> line.startsWith("PUT"));
    }

    @Test
    void saysThatGitLabDoesNotTakeIt() {
        server.stubFor(put(urlPathEqualTo(PROJECT + "/merge_requests/7/merge"))
                .willReturn(json(405, "{\"message\": \"405 Method Not Allowed\"}")));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main"))
                .hasValueSatisfying(why -> assertThat(why).contains("does it need an approval"));
    }

    @Test
    void takesBackOnlyWhatWasAskedFor() {
        server.stubFor(post(urlPathEqualTo(PROJECT + "/merge_requests/7/cancel_merge_when_pipeline_succeeds"))
                .willReturn(json(201, REQUEST)));
        forge().keepUnmerged(request());
        assertThat(requests()).noneMatch(line -> line.startsWith("POST"));

        pipeline(RUNNING.replace("\"merge_when_pipeline_succeeds\": false", "\"merge_when_pipeline_succeeds\": true"));
        forge().keepUnmerged(request());
        assertThat(requests().getLast())
                .isEqualTo("POST " + BELOW + "/merge_requests/7/cancel_merge_when_pipeline_succeeds");
    }

    private void project(boolean onlyChecked, boolean skippable) {
        server.stubFor(get(urlPathEqualTo(PROJECT))
                .willReturn(json(
                        200,
                        "{\"id\": 93, \"only_allow_merge_if_pipeline_succeeds\": " + onlyChecked
                                + ", \"allow_merge_on_skipped_pipeline\": " + skippable + "}")));
    }

    private void pipeline(String request) {
        server.stubFor(get(urlPathEqualTo(PROJECT + "/merge_requests/7")).willReturn(json(200, request)));
    }
}
