package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.RunService;
import dev.sluice.serve.hooks.Deliveries;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
@Timeout(60)
class HooksTest {

    @Inject
    RunService runs;

    @BeforeEach
    void publish() {
        Service.feeds().publish(GOOG, CLOUD);
    }

    private static Response deliver(String forge, String id, String body, String secret) {
        return given().contentType("application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", "sha256=" + Deliveries.hex(secret, body))
                .header("Authorization", "Bearer of something else")
                .body(body)
                .post("/hooks/" + forge);
    }

    @Test
    void aSignedPushNeedsNoBearerAndStartsARun() throws InterruptedException {
        long before = lastId();
        String body = Deliveries.push(
                "fleet", "main", "a".repeat(40), "Anna", "clusters/demo/" + "x".repeat(100_000) + ".yaml");

        deliver("github", "1", body, Service.HOOK_SECRET).then().statusCode(202).header("Cache-Control", "no-store");

        while (lastId() == before) {
            Thread.sleep(20);
        }
    }

    @Test
    void whatIsNotSignedOrNotConfiguredIsRefused() {
        String body = Deliveries.push("fleet", "main", "a".repeat(40), "Anna", "clusters/demo/a.yaml");

        deliver("github", "2", body, "another").then().statusCode(401);
        given().contentType("application/json")
                .header("X-Gitlab-Token", Service.HOOK_SECRET)
                .body("{}")
                .post("/hooks/gitlab")
                .then()
                .statusCode(404);
        given().get("/hooks/github").then().statusCode(404);
        assertThat(given().post("/hooks/github").statusCode()).isEqualTo(415);
    }

    private long lastId() {
        return runs.reports().stream().findFirst().map(report -> report.id()).orElse(0L);
    }
}
