package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sluice.run.FeedFiles;
import dev.sluice.run.RunService;
import dev.sluice.serve.health.NotStuckHealthCheck;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class HealthTest {

    @Inject
    RunService runs;

    @TestHTTPResource(value = "/health", management = true)
    URL health;

    private final FeedFiles feeds = Service.feeds();

    @BeforeEach
    void run() {
        feeds.publish(GOOG, CLOUD);
        runs.start();
    }

    @Test
    void isWellAfterAGoodRun() {
        probe("well")
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'published state is current' }.data.'last run'",
                        matchesPattern("(committed|unchanged): .+"))
                .body("checks.find { it.name == 'published state is current' }.data.'feed goog age hours'", equalTo(0))
                .body("checks.find { it.name == 'published state is current' }.data.doubts", nullValue());
    }

    @Test
    void isNotWellWhileARunIsHeld() {
        // Given
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);

        // When
        runs.start();

        // Then
        probe("well")
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'published state is current' }.data.doubts",
                        startsWith("held: included-entries-lost: "));
        staysInService();
    }

    @Test
    void isNotWellAfterAFailedRun() {
        // Given
        feeds.write("cloud", "<html>");

        // When
        runs.start();

        // Then
        probe("well")
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'published state is current' }.data.doubts",
                        containsString("failed: feed cloud refused"));
        staysInService();
    }

    @Test
    void isNotLiveWhereARunIsStuck() throws Exception {
        // Given
        feeds.publish("cloud", System.currentTimeMillis() + 60_000, CLOUD);
        CompletableFuture<?> run = CompletableFuture.supplyAsync(runs::start);
        while (runs.runningSince().isEmpty() && !run.isDone()) {
            Thread.onSpinWait();
        }

        // When
        Status soon = new NotStuckHealthCheck(runs, later(29)).call().getStatus();
        Status late = new NotStuckHealthCheck(runs, later(31)).call().getStatus();

        // Then
        feeds.publish(GOOG, CLOUD);
        run.get();
        assertThat(soon).isEqualTo(Status.UP);
        assertThat(late).isEqualTo(Status.DOWN);
        assertThat(new NotStuckHealthCheck(runs, later(31)).call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isNotServedBesideTheApi() {
        when().get("/q/health").then().statusCode(404);
    }

    private static Clock later(int minutes) {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    }

    private void staysInService() {
        probe("live").statusCode(200).body("checks.name", hasItem("run not stuck"));
        probe("ready")
                .statusCode(200)
                .body("checks.find { it.name == 'configured' }.data.leader", equalTo("this instance leads"));
    }

    private ValidatableResponse probe(String name) {
        return when().get(health + "/" + name).then();
    }
}
