package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.serve.PageClient.COOKIE;
import static dev.sluice.serve.PageClient.signIn;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.sluice.cluster.callers.ReviewingApi;
import dev.sluice.run.RunService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page consists of, and how it answers what it cannot. */
@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class PageAnswersTest {

    @Inject
    RunService runs;

    @BeforeEach
    void run() {
        Service.feeds().publish(GOOG, CLOUD);
        if (runs.branch().isEmpty()) {
            runs.start();
        }
        new ReviewingApi(InCluster.stub()).reset();
    }

    @Test
    void letsNothingInlineRun() {
        Response page = given().cookie(COOKIE, signIn(Service.TOKEN, "/").getCookie(COOKIE))
                .get("/");

        assertThat(page.getHeaders().getValues("Content-Security-Policy")).hasSize(1);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http:");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page.asString())
                .doesNotContain("style=", "<style", "onclick", "importmap")
                .doesNotContainPattern("<script(?![^>]*src=\"/)")
                .contains("\"includeIndicatorStyles\": false", "\"allowEval\": false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/sluice.css",
                "/assets/sluice.js",
                "/assets/icon.svg",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/webjars/chart.js/dist/chart.umd.js"
            })
    void servesWhatThePageLoads(String path) {
        when().get(path).then().statusCode(200).header("Cache-Control", containsString("max-age"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/assets/nothing.css", "/change/nothing"})
    void answersErrorsWithPages(String path) {
        when().get(path).then().statusCode(404).contentType("text/html").body(containsString("There is no such page"));
    }

    @Test
    void answersErrorsBelowApiWithProblems() {
        when().get("/api/nothing")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error", containsString("nothing"));
        when().delete("/api/runs").then().statusCode(405).contentType("application/json");
        when().get("/api/runs")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", equalTo("a bearer token is needed"));
        given().header("Authorization", "Bearer mallory")
                .get("/api/runs")
                .then()
                .statusCode(401)
                .contentType("application/json");
    }

    @Test
    void looksAnAddressUp() {
        String cookie = signIn(Service.TOKEN, "/").getCookie(COOKIE);

        given().cookie(COOKIE, cookie)
                .get("/rules?address=142.250.4.1")
                .then()
                .statusCode(200)
                .body(
                        containsString("demo/bank, demo/shop"),
                        containsString("rule 7, Deny 142.250.4.0/24"),
                        containsString("Rules 1 to 6"));
        given().cookie(COOKIE, cookie)
                .queryParam("address", "<script>alert(1)</script>")
                .get("/rules")
                .then()
                .statusCode(200)
                .body(allOf(containsString("is not an IP address"), not(containsString("<script>alert"))));
    }
}
