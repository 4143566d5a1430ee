package dev.sluice.sync.http;

import static dev.sluice.sync.FeedFiles.CLOUD;
import static dev.sluice.sync.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.sluice.sync.Runs;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Service.class)
class VerdictResourceTest {

    @Inject
    Runs runs;

    @BeforeEach
    void run() {
        Service.feeds().publish(GOOG, CLOUD);
        runs.start();
    }

    @Test
    void saysByWhichRuleAndEntryAnAddressIsDenied() {
        verdict("142.250.4.1")
                .statusCode(200)
                .body("address", equalTo("142.250.4.1"))
                .body("entries.feed", contains("goog"))
                .body("entries.prefix", contains("142.250.4.0/24"))
                .body("firewalls.cluster", contains("demo", "demo"))
                .body("firewalls.namespace", contains("bank", "shop"))
                .body("firewalls.verdict", contains("Deny", "Deny"))
                .body("firewalls.rule", contains(7, 7))
                .body("firewalls.decidedBy", everyItem(equalTo("Deny 142.250.4.0/24")))
                .body("firewalls.partial", everyItem(empty()));
    }

    @Test
    void saysWhichEntryTakesAnAddressOut() {
        verdict("34.64.1.1")
                .statusCode(200)
                .body("entries.feed", contains("goog", "cloud"))
                .body("entries.prefix", contains("34.64.0.0/16", "34.64.0.0/17"))
                .body("entries.scope", contains("", "europe-west3"))
                .body("firewalls.verdict", contains("Allow", "Allow"))
                .body("firewalls.decidedBy", everyItem(equalTo("Allow 0.0.0.0/0")));
    }

    @Test
    void saysThatNoRuleSpeaksOfAnAddress() {
        verdict("2001:4860:0::8888")
                .statusCode(200)
                .body("address", equalTo("2001:4860::8888"))
                .body("entries.prefix", contains("2001:4860::/32"))
                .body("firewalls.verdict", contains("Allow", "Allow"))
                .body("firewalls[0].rule", equalTo(null))
                .body("firewalls[0].decidedBy", equalTo(null));
    }

    @Test
    void allowsTheClusterItself() {
        verdict("10.132.7.7")
                .statusCode(200)
                .body("entries", empty())
                .body("firewalls.rule", contains(3, 3))
                .body("firewalls.decidedBy", everyItem(equalTo("Allow 10.132.0.0/14")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"google.com", "8.8.8", "8.8.8.0/24", "08.8.8.8", "::ffff:8.8.8.8"})
    void refusesWhatIsNoAddress(String address) {
        verdict(address).statusCode(400).body("error", containsString("'" + address + "'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/verdict", "/api/verdict?address=", "/api/verdict?address=%20"})
    void refusesNoAddress(String path) {
        given().get(path).then().statusCode(400);
    }

    private static ValidatableResponse verdict(String address) {
        return given().queryParam("address", address).get("/api/verdict").then();
    }
}
