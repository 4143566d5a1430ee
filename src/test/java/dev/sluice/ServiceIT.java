package dev.sluice;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged service, JVM or native: it answers, tells how it is, and pushes over authenticated smart HTTP. */
@QuarkusIntegrationTest
@TestProfile(Packaged.class)
class ServiceIT {

    @Test
    void pushesToAServerThatAsksForATokenAndFindsNothingToDoThen() throws Exception {
        // When
        run().body("outcome", is(oneOf("committed", "unchanged"))); // the run at the start may have been faster

        // Then
        run().body("outcome", equalTo("unchanged"));
        assertThat(Packaged.repository().log("main")).hasSize(1);
        assertThat(Packaged.repository().files("main"))
                .containsKeys("clusters/demo/firewall/egress-firewall-llm-demo.yaml", "clusters/demo/.sluice/goog.txt");
        assertThat(Packaged.server().pushes()).hasSize(2); // the branch, and the note of the run
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void answersProbes(String probe) {
        when().get(Packaged.management() + "/q/health/" + probe)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"));
    }

    @Test
    void isWellAfterAGoodRun() {
        run();

        when().get(Packaged.management() + "/q/health/well").then().statusCode(200);
    }

    @Test
    void tellsPrometheus() {
        run();

        when().get(Packaged.management() + "/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("sluice_rules{cluster=\"demo\"}"));
    }

    @Test
    void saysWhatIsDeniedAndByWhichEntry() {
        run();

        when().get("/api/verdict?address=8.8.8.8")
                .then()
                .statusCode(200)
                .body("firewalls[0].verdict", equalTo("Deny"))
                .body("entries[0].prefix", equalTo("8.8.8.0/24"));
    }

    @Test
    void letsNoStrangerAskForARun() {
        when().post("/api/runs").then().statusCode(401);
        given().header("Authorization", "Bearer guessed")
                .post("/api/runs")
                .then()
                .statusCode(401);
    }

    @Test
    void describesItsInterface() {
        when().get("/q/openapi").then().statusCode(200).body(containsString("/api/runs"));
    }

    private static ValidatableResponse run() {
        Response answer;
        do {
            answer = given().header("Authorization", "Bearer " + Packaged.API_TOKEN)
                    .post("/api/runs");
        } while (answer.statusCode() == 409); // the run at the start is under way
        return answer.then().statusCode(200);
    }
}
