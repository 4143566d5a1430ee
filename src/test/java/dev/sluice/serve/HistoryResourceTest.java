package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.gitops.refs.RunNotes;
import dev.sluice.run.FeedFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
@Timeout(30)
class HistoryResourceTest {

    private final FeedFiles feeds = Service.feeds();

    @Test
    void tellsOfCommitsAndRuns() throws Exception {
        // Given
        feeds.publish(GOOG, CLOUD);
        run();
        feeds.publish(FeedFiles.with(GOOG, "198.20.77.0/24"), CLOUD);
        String commit = run().path("commit");

        // When
        Response history = get();

        // Then
        history.then()
                .statusCode(200)
                .body("commits[0].commit", equalTo(commit))
                .body("commits[0].author", equalTo("Sluice"))
                .body("commits[0].clusters[0].cluster", equalTo("demo"))
                .body("commits[0].clusters[0].ipv4.newlyDenied", equalTo(256))
                .body("commits[0].clusters[0].sameDecisions", equalTo(false))
                .body("commits[0].firewalls", equalTo(2))
                .body("complete", equalTo(true))
                .body("end", equalTo("the first commit is among them"))
                .body("runs[0].outcome", equalTo("committed"))
                .body("runs[0].commit", equalTo(commit))
                .body("trouble", nullValue())
                .body("runsForgotten", nullValue());
        assertThat(history.<Integer>path("commits[0].deniedIpv4"))
                .isEqualTo(history.<Integer>path("commits[1].deniedIpv4") + 256);
        assertThat(Service.repository().refs()).containsKey(RunNotes.REF);
    }

    @Test
    void showsARunThatChangedNothingAtOnce() {
        feeds.publish(GOOG, CLOUD);
        run();
        get();
        run();

        get().then().body("runs[0].outcome", equalTo("unchanged")).body("runs.outcome", hasItem("committed"));
    }

    private static Response run() {
        return given().header("Authorization", "Bearer " + Service.TOKEN).post("/api/runs");
    }

    private static Response get() {
        return given().header("Authorization", "Bearer " + Service.TOKEN).get("/api/history");
    }
}
