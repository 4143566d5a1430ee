package dev.sluice.review.forge.gitea;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.forge.ForgeStubs;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class GiteaAutoMergeTest extends ForgeStubs {

    private static final String REPOSITORY = "/api/repos/platform/fleet";
    private static final String MERGE = REPOSITORY + "/pulls/7/merge";
    private static final String CHECKED =
            "{\"name\": \"main\", \"protected\": true, \"enable_status_check\": true, \"status_check_contexts\":"
                    + " [\"ci\"]}";

    GiteaAutoMergeTest() {
        super(Gitea.PROVIDER, "platform/fleet");
    }

    @Test
    void asksForAMergeOfThisVeryCommit() {
        branch(CHECKED);
        server.stubFor(post(urlPathEqualTo(MERGE)).willReturn(aResponse().withStatus(201)));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main")).isEmpty();
        assertThat(requests().getLast())
                .isEqualTo(
                        "POST /repos/platform/fleet/pulls/7/merge {\"Do\":\"merge\",\"merge_when_checks_succeed\":true,"
                                + "\"head_commit_id\":\"" + SHA + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"main\", \"protected\": false}",
                "{\"name\": \"main\", \"enable_status_check\": true, \"status_check_contexts\": []}",
                "{\"name\": \"main\", \"enable_status_check\": false, \"status_check_contexts\": [\"ci\"]}"
            })
    void mergesNothingByItselfWhereNoCheckIsRequired(String branch) {
        branch(branch);

        assertThat(forge().mergeWhenChecked(request(), SHA, "main"))
                .hasValueSatisfying(why -> assertThat(why).contains("'main' requires no check"));
        assertThat(requests()).noneMatch(line -> line.startsWith("POST"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | {\"message\": \"The auto merge is already scheduled\"}     | false",
                "409 | {\"message\": \"head out of date\"}                        | true",
                "405 | {\"message\": \"Does not have enough approvals\"}          | true"
            })
    void saysThatTheForgeDoesNotTakeIt(int status, String answer, boolean isRefused) {
        branch(CHECKED);
        server.stubFor(post(urlPathEqualTo(MERGE)).willReturn(json(status, answer)));

        assertThat(forge().mergeWhenChecked(request(), SHA, "main").isPresent()).isEqualTo(isRefused);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 404})
    void takesItBack(int status) {
        server.stubFor(delete(urlPathEqualTo(MERGE)).willReturn(aResponse().withStatus(status)));

        forge().keepUnmerged(request());

        assertThat(requests()).containsExactly("DELETE /repos/platform/fleet/pulls/7/merge");
    }

    private void branch(String branch) {
        server.stubFor(get(urlPathEqualTo(REPOSITORY + "/branches/main")).willReturn(json(200, branch)));
    }
}
