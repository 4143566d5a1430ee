package dev.sluice.review.forge.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.review.PullRequest;
import dev.sluice.review.body.Marker;
import dev.sluice.review.forge.RequestLifeContract;
import dev.sluice.review.forge.StubRequest;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class AzureDevOpsLifeTest extends RequestLifeContract {

    AzureDevOpsLifeTest() {
        super(AzureDevOps.PROVIDER, "platform/fleet", started(StubAzure::new));
    }

    @Override
    protected void label(StubRequest request, String label) {
        request.labels.add(label);
    }

    @Override
    protected void askForChanges(StubRequest request, String reviewer) {
        request.reviewers.put(reviewer, "-5");
    }

    @Override
    protected boolean saysWhoMayMerge() {
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "5", "-5", "-10"})
    void takesEveryVoteForAReview(String vote) {
        PullRequest opened = forge().open(proposal("demo", List.of(), List.of()));
        stub.only().reviewers.put("anna", vote);

        assertThat(forge().isReviewed(opened)).isTrue();
    }

    @Test
    void saysInACommentWhatNoDescriptionHolds() {
        // Given
        String body = "First.\n\n" + "A paragraph.\n\n".repeat(500)
                + "<!-- sluice:content 12 -->\n\n<!-- sluice:owner ab -->\n";

        // When
        PullRequest opened = forge().open(saying(body));
        PullRequest updated = forge().update(opened, saying(body.replace("First", "Second")));

        // Then
        assertThat(updated.body()).hasSizeLessThan(4_000).startsWith("Second.");
        assertThat(Marker.contentOf(updated.body())).contains("12");
        assertThat(forge().comments(updated)).singleElement().satisfies(comment -> assertThat(comment.text())
                .startsWith("Second.")
                .hasSizeGreaterThan(7_000)
                .doesNotContain("sluice:content"));

        // and when it is short again
        forge().update(updated, saying("Short.\n\n<!-- sluice:content 13 -->\n"));
        assertThat(forge().comments(updated)).singleElement().satisfies(comment -> assertThat(comment.text())
                .startsWith("The description of this request says everything now."));
    }

    @Test
    void keepsWhatPeopleWroteBetweenMarks() {
        String body = "First.\n\n" + "A paragraph.\n\n".repeat(500)
                + "<!-- notes -->\nAsk Anna first.\n<!-- /notes -->\n\n<!-- sluice:content 12 -->\n";

        assertThat(forge().open(saying(body)).body())
                .hasSizeLessThan(4_000)
                .contains("<!-- notes -->\nAsk Anna first.\n<!-- /notes -->");
    }
}
