package dev.sluice.serve;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before any run, and without an API token. */
@QuarkusTest
@Tag("application")
@TestProfile(ClosedService.class)
class ClosedServiceTest {

    @TestHTTPResource(value = "/health", management = true)
    URL health;

    @Test
    void forbidsARunToEverybody() {
        when().post("/api/runs").then().statusCode(403);
        given().header("Authorization", "Bearer " + Service.TOKEN)
                .post("/api/runs")
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer ").post("/api/runs").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs", "/api/runs/latest", "/api/impact", "/api/clusters"})
    void showsNothingToAnybody(String path) {
        when().get(path).then().statusCode(401);
        given().header("Authorization", "Bearer " + Service.TOKEN)
                .get(path)
                .then()
                .statusCode(401);
    }

    @Test
    void hasNoVerdict() {
        when().get("/api/verdict?address=8.8.8.8")
                .then()
                .statusCode(503)
                .body("error", equalTo("no run has read what is published yet"));
    }

    @Test
    void isLiveAndReady() {
        when().get(health + "/live").then().statusCode(200).body("status", equalTo("UP"));
        when().get(health + "/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'configured' }.data.clusters", equalTo(1));
    }

    @Test
    void isNotWell() {
        when().get(health + "/well").then().statusCode(503).body("checks.data.doubts", hasItem("no run has ended yet"));
    }
}
