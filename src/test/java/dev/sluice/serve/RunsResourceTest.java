package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.sluice.run.FeedFiles;
import dev.sluice.run.LogLines;
import dev.sluice.run.RunService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
@Timeout(30)
class RunsResourceTest {

    @Inject
    RunService runs;

    private final FeedFiles feeds = Service.feeds();

    @BeforeEach
    void publish() {
        feeds.publish(GOOG, CLOUD);
    }

    @AfterEach
    void restoreTheToken() throws IOException {
        Files.writeString(Service.tokenFile(), Service.TOKEN);
    }

    @Test
    void refusesARunWithoutAToken() {
        // Given
        int before = runs.reports().size();

        // When
        Response response = when().post("/api/runs");

        // Then
        response.then().statusCode(401).header("WWW-Authenticate", "Bearer");
        assertThat(runs.reports()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer s3cr3t",
                "Bearer s3cr3t-api-t0ken2",
                "Basic czNjcjN0LWFwaS10MGtlbg=="
            })
    void refusesARunWithAnotherToken(String authorization) {
        // Given
        int before = runs.reports().size();

        // When
        Response response = given().header("Authorization", authorization).post("/api/runs");

        // Then
        response.then().statusCode(401);
        assertThat(runs.reports()).hasSize(before);
    }

    @Test
    void doesARunForTheBearer() {
        // Given
        long token = feeds.publish(FeedFiles.with(GOOG, "8.8.4.4/32"), CLOUD);

        // When
        Response response = run(Service.TOKEN);

        // Then
        response.then()
                .statusCode(200)
                .body("outcome", equalTo("committed"))
                .body("commit", matchesPattern("[0-9a-f]{40}"))
                .body("digest", matchesPattern("[0-9a-f]{64}"))
                .body("feeds.name", contains("goog", "cloud"))
                .body("feeds.syncToken", contains(token, token))
                .body("feeds.prefixesIpv4", contains(43, 21))
                .body("blocked[0].family", equalTo("ipv4"))
                .body("blocked[0].rules", equalTo(43))
                .body("blocked[0].addresses", equalTo(43265))
                .body("blocked[0].overBlocked", equalTo(0))
                .body("blocked[0].prefixFilterOverBlocks", equalTo(32768))
                .body("firewalls.namespace", contains("bank", "shop"))
                .body("firewalls.rules", contains(47, 47))
                .body("reasons", hasSize(0));
        assertThat(get("/api/runs/latest").asString()).isEqualTo(response.asString());
        assertThat(get("/api/runs").asString()).startsWith("[" + response.asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs", "/api/runs/latest", "/api/impact", "/api/clusters", "/api/history"})
    void showsNothingWithoutAToken(String path) {
        when().get(path).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        when().head(path).then().statusCode(401);
    }

    @Test
    void takesTheSchemeInAnyCase() {
        given().header("Authorization", "bearer " + Service.TOKEN)
                .post("/api/runs")
                .then()
                .statusCode(200);
    }

    @Test
    void readsTheTokenFileAtEachRequest() throws IOException {
        // Given
        Files.writeString(Service.tokenFile(), "rotated\n");

        // When
        Response old = run(Service.TOKEN);
        Response rotated = run("rotated");

        // Then
        old.then().statusCode(401);
        rotated.then().statusCode(200);
    }

    @Test
    void refusesEverybodyWhereTheTokenFileIsEmpty() throws IOException {
        Files.writeString(Service.tokenFile(), "");

        run(Service.TOKEN).then().statusCode(401);
    }

    @Test
    void refusesEverybodyWhereTheTokenFileIsGone() throws IOException {
        Files.delete(Service.tokenFile());

        run(Service.TOKEN).then().statusCode(401);
    }

    @Test
    void doesOneRunAtATime() throws Exception {
        // Given
        feeds.publish("cloud", System.currentTimeMillis() + 60_000, CLOUD);
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> run(Service.TOKEN));
        while (runs.runningSince().isEmpty() && !first.isDone()) {
            Thread.onSpinWait();
        }

        // When
        Response second = run(Service.TOKEN);

        // Then
        second.then().statusCode(409).body("error", equalTo("a run is under way"));
        feeds.publish(GOOG, CLOUD);
        first.get().then().statusCode(200);
    }

    @Test
    void logsNoToken() {
        try (LogLines log = LogLines.of("")) {
            // When
            run(Service.TOKEN);
            run("wr0ng");

            // Then
            assertThat(log.lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(Service.TOKEN) || line.contains("wr0ng"));
        }
    }

    private static Response get(String path) {
        return given().header("Authorization", "Bearer " + Service.TOKEN).get(path);
    }

    private static Response run(String token) {
        return given().header("Authorization", "Bearer " + token).post("/api/runs");
    }
}
