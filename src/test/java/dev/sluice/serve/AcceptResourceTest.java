package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.sluice.gitops.refs.AcceptanceRefs;
import dev.sluice.run.FeedFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A feed that lost a quarter of its entries, and a person at the HTTP interface. */
@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
@Timeout(60)
class AcceptResourceTest {

    private final FeedFiles feeds = Service.feeds();

    @BeforeEach
    @AfterEach
    void publish() {
        feeds.publish(GOOG, CLOUD);
        Response restored = run(); // what is published may be far from it, and the application is shared
        if (restored.path("outcome").equals("held")) {
            accept(restored.path("held.digest"));
            run();
        }
    }

    @Test
    void letsExactlyTheHeldChangePassAtTheNextRun() throws Exception {
        // Given
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        String digest = run().then().body("outcome", equalTo("held")).extract().path("held.digest");
        bearer().get("/api/accept")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].digest", equalTo(digest))
                .body("[0].reasons[0]", containsString("included-entries-lost"));

        // When
        Response accepted = accept(digest);

        // Then
        accepted.then()
                .statusCode(200)
                .body("digest", equalTo(digest))
                .body("by", equalTo("static token"))
                .body("isNew", equalTo(true));
        assertThat(Service.repository().refs()).containsKey(AcceptanceRefs.FOLDER + digest);
        accept(digest).then().statusCode(200).body("isNew", equalTo(false));
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD); // once more, with another token
        run().then().body("outcome", equalTo("committed"));
        assertThat(Service.repository().log("main").getFirst().getFullMessage())
                .contains("\nAccepted-by: static token\n");
        assertThat(Service.repository().refs()).doesNotContainKey(AcceptanceRefs.FOLDER + digest);
    }

    @Test
    void takesNoDigestOfWhatDoesNotWait() {
        accept("0".repeat(64)).then().statusCode(409).body("error", containsString("no change waits"));
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        String digest = run().path("held.digest");

        accept("0".repeat(64)).then().statusCode(409).body("error", containsString(digest));
        bearer().contentType(ContentType.TEXT)
                .body(digest + "\n")
                .post("/api/accept")
                .then()
                .statusCode(200);
    }

    @Test
    void refusesWhatIsNoDigest() {
        accept("rm -rf").then().statusCode(400).body("error", containsString("'rm -rf' is not a digest"));
        bearer().contentType(ContentType.JSON)
                .body("{\"digest\"")
                .post("/api/accept")
                .then()
                .statusCode(400);
    }

    @Test
    void opensNoRequestWithoutAForge() {
        feeds.publish(GOOG.subList(10, GOOG.size()), CLOUD);
        String digest = run().path("held.digest");

        propose(digest).then().statusCode(409).body("error", containsString("no forge is configured"));
        propose("rm -rf").then().statusCode(400).body("error", containsString("'rm -rf' is not a digest"));
        given().body(digest).post("/api/propose").then().statusCode(401);
    }

    @Test
    void wantsAToken() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/accept")
                .then()
                .statusCode(401);
        given().get("/api/accept").then().statusCode(401);
    }

    private static Response accept(String digest) {
        return bearer().contentType(ContentType.JSON)
                .body("{\"digest\": \"" + digest + "\"}")
                .post("/api/accept");
    }

    private static Response propose(String digest) {
        return bearer().contentType(ContentType.TEXT).body(digest).post("/api/propose");
    }

    private static Response run() {
        return bearer().post("/api/runs");
    }

    private static RequestSpecification bearer() {
        return given().header("Authorization", "Bearer " + Service.TOKEN);
    }
}
