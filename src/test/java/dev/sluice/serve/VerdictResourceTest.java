package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.run.FeedFiles.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.run.RunService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class VerdictResourceTest {

    @Inject
    RunService runs;

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

    @RepeatedTest(2)
    void answersForWhatIsPublishedWhileAPlanIsHeld(RepetitionInfo repetition) throws Exception {
        // Given a plan that is held, since it would deny far more
        long seed = System.nanoTime() + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Service.feeds().publish(with(GOOG, "74.0.0.0/8", "104.0.0.0/8"), CLOUD);
        assertThat(runs.start().orElseThrow().report().outcome()).isEqualTo("held");
        String published = Service.repository().files("main").get("clusters/demo/firewall/egress-firewall-shop.yaml");

        for (int i = 0; i < 150; i++) {
            String address = address(random);

            // When
            JsonPath answer = verdict(address).statusCode(200).extract().jsonPath();

            // Then
            String expected = decision(published, address);
            boolean held = address.startsWith("74.")
                    || address.startsWith("104.") && !address.matches("104\\.154\\.([02468]|[123][02468])\\..*");
            assertThat(answer.getList("firewalls.verdict", String.class))
                    .as("%s, seed %d", address, seed)
                    .containsExactly(expected, expected);
            assertThat(answer.getString("firewalls[1].pending.verdict"))
                    .as("pending, %s, seed %d", address, seed)
                    .isEqualTo(held ? "Deny" : expected);
            assertThat(answer.getString("pending.state")).isEqualTo("held");
        }
        assertThat(decision(published, "74.1.1.1")).isEqualTo("Allow");
    }

    /** Around what the plan changes, and anywhere. */
    private static String address(Random random) {
        String any = random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
        return switch (random.nextInt(5)) {
            case 0 -> "142.250." + random.nextInt(90) + "." + random.nextInt(256);
            case 1 -> "34.64." + random.nextInt(256) + "." + random.nextInt(256);
            case 2 -> "74." + any;
            case 3 -> "104.154." + random.nextInt(50) + "." + random.nextInt(256);
            default -> 1 + random.nextInt(223) + "." + any;
        };
    }

    /** The first rule of a manifest that matches, read line by line. */
    private static String decision(String manifest, String address) {
        String type = "";
        for (String line : manifest.lines().map(String::strip).toList()) {
            if (line.startsWith("- type: ")) {
                type = line.substring("- type: ".length());
            }
            if (line.startsWith("cidrSelector: ") && !line.contains("::") && holds(line.substring(14), address)) {
                return type;
            }
        }
        return "Allow";
    }

    private static boolean holds(String cidr, String address) {
        String[] parts = cidr.split("/");
        int shift = 32 - Integer.parseInt(parts[1]);
        return number(parts[0]) >> shift == number(address) >> shift;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    @Test
    void saysNothingOfAPlanWhereNoneWaits() {
        verdict("142.250.4.1")
                .statusCode(200)
                .body("commit", matchesPattern("[0-9a-f]{40}"))
                .body("digest", matchesPattern("[0-9a-f]{64}"))
                .body("pending", nullValue())
                .body("firewalls.pending", everyItem(nullValue()));
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

    /** The client makes a connection for each question; left open, they would be more than a port takes. */
    private static ValidatableResponse verdict(String address) {
        return given().header("Connection", "close")
                .queryParam("address", address)
                .get("/api/verdict")
                .then();
    }
}
