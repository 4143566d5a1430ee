package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.sluice.cluster.callers.ReviewingApi;
import dev.sluice.run.LogLines;
import dev.sluice.run.RunService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class CallersTest {

    @Inject
    RunService runs;

    /** Others for each test: answers are remembered, by token and by user. */
    private final String user = "alice-" + UUID.randomUUID();

    private final String token = "sha256~" + UUID.randomUUID();

    private ReviewingApi api;

    @BeforeEach
    void knowAlice() {
        Service.feeds().publish(GOOG, CLOUD);
        api = new ReviewingApi(InCluster.stub()).reset().knows(token, user);
    }

    @Test
    void doesARunForWhomTheClusterAllowsIt() {
        api.allows(user, "create", "runs");

        run(token).then().statusCode(200);
    }

    @Test
    void showsWorkloadsToWhomTheClusterAllowsIt() {
        api.allows(user, "get", "impact");

        impact(token).then().statusCode(200);
        run(token).then().statusCode(403);
    }

    @Test
    void forbidsWhatTheClusterDoesNotAllow() {
        // Given
        int before = runs.reports().size();

        // When
        Response response = run(token);

        // Then
        response.then().statusCode(403).body("error", equalTo("you may not do this"));
        impact(token).then().statusCode(403);
        assertThat(runs.reports()).hasSize(before);
    }

    @Test
    void doesNotTakeAnUnknownToken() {
        run("mallory-" + token).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        impact("mallory-" + token).then().statusCode(401);
    }

    @Test
    void asksWhoCalls() {
        when().post("/api/runs").then().statusCode(401);
        when().get("/api/impact").then().statusCode(401);
        when().get("/api/runs").then().statusCode(401);
        when().get("/api/runs/latest").then().statusCode(401);
        assertThat(api.tokenReviews()).isZero();
    }

    @Test
    void isNeverOpenWhereTheClusterCannotBeAsked() {
        // Given
        int before = runs.reports().size();
        api.allows(user, "create", "runs").refuses(500);

        // When
        Response refused = run(token);
        api.breaksOff();
        Response broken = run(token);

        // Then
        refused.then().statusCode(503).body("error", containsString("cannot be asked"));
        broken.then().statusCode(503);
        assertThat(runs.reports()).hasSize(before);
    }

    @Test
    void isNotOpenWhereTheClusterMayNotBeAsked() {
        api.refusesAccessReviews(403);

        run(token).then().statusCode(503);
    }

    @Test
    void takesTheStaticTokenWithoutAskingTheCluster() {
        api.refuses(500);

        run(Service.TOKEN).then().statusCode(200);
        impact(Service.TOKEN).then().statusCode(200);
        assertThat(api.tokenReviews()).isZero();
    }

    @Test
    void leavesVerdictsOpen() {
        run(Service.TOKEN);
        api.reset().refuses(500);

        when().get("/api/verdict?address=8.8.8.8").then().statusCode(200);
        assertThat(api.tokenReviews()).isZero();
    }

    @Test
    void logsNoToken() {
        try (LogLines log = LogLines.of("")) {
            api.refuses(500);
            run(token);

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(token));
        }
    }

    @Test
    void saysToBrowsersThatTheyMayDoNothingWithAnswers() {
        when().get("/api/runs")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store");
    }

    @Test
    void takesNoLargeBody() {
        given().header("Authorization", "Bearer " + Service.TOKEN)
                .body("x".repeat(20_000))
                .post("/api/runs")
                .then()
                .statusCode(413);
    }

    private static Response run(String token) {
        return given().header("Authorization", "Bearer " + token).post("/api/runs");
    }

    private static Response impact(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/impact");
    }
}
