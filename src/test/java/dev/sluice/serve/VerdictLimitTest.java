package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import dev.sluice.run.RunService;
import dev.sluice.serve.api.VerdictResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Tag("application")
@TestProfile(RbacCluster.class)
@Timeout(110)
class VerdictLimitTest {

    @Inject
    RunService runs;

    @Test
    void answersSoManyInAWindowAndSaysWhenToComeBack() {
        // Given
        Service.feeds().publish(GOOG, CLOUD);
        runs.start();

        // When
        Response refused = Stream.generate(() -> when().get("/api/verdict?address=8.8.8.8"))
                .limit(VerdictResource.LIMIT + 1)
                .filter(response -> response.statusCode() != 200)
                .findFirst()
                .orElseThrow();

        // Then
        refused.then().statusCode(429).body("error", startsWith("too many requests: try again in "));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, RbacCluster.VERDICT_WINDOW_SECONDS);
    }

    @Test
    void isDocumented() throws IOException {
        assertThat(Files.readString(Path.of("docs/api.md")))
                .contains(VerdictResource.LIMIT + " requests in " + VerdictResource.WINDOW_SECONDS + " seconds");
    }
}
