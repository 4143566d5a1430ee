package dev.sluice.serve;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class OpenApiTest {

    @Test
    void describesWhatAnswersOnTheMainPort() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Sluice"))
                .body(
                        "paths.keySet()",
                        containsInAnyOrder(
                                "/api/accept",
                                "/api/clusters",
                                "/api/history",
                                "/api/impact",
                                "/api/propose",
                                "/api/runs",
                                "/api/runs/latest",
                                "/api/verdict"))
                .body("paths.'/api/runs'.post.responses.keySet()", hasItems("200", "401", "403", "409"))
                .body("paths.'/api/runs'.post.security.bearer", hasSize(1))
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body("paths.'/api/runs/latest'.get.responses.keySet()", hasItems("200", "404"))
                .body("paths.'/api/verdict'.get.responses.keySet()", hasItems("200", "400", "503"))
                .body("paths.'/api/verdict'.get.responses.'200'.content.keySet()", contains("application/json"))
                .body("paths.'/api/verdict'.get.parameters[0].required", equalTo(true));
    }

    @Test
    void isYamlByDefault() {
        when().get("/q/openapi").then().statusCode(200).contentType("application/yaml");
    }
}
