package dev.sluice.serve;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.run.FeedFiles;
import dev.sluice.run.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class ImpactResourceTest {

    private static final String QUERY = "/api/logs/v1/network/loki/api/v1/query_range";

    /** Each run needs a feed that no run had before, to have a plan. */
    private static final AtomicInteger BLOCK = new AtomicInteger(1);

    private final WireMock loki = InCluster.stub();
    private final FeedFiles feeds = Service.feeds();
    private final int block = BLOCK.getAndIncrement();

    @BeforeEach
    void changeTheFeed() {
        loki.removeMappings();
        loki.resetRequests();
        feeds.publish(FeedFiles.with(GOOG, "198.20." + block + ".0/24"), CLOUD);
    }

    @Test
    void showsWhichTrafficAPlanWouldCut() {
        // Given
        answer(aResponse().withHeader("Content-Type", "application/json").withBody("""
                {"status":"success","data":{"resultType":"streams","result":[
                  {"stream":{"app":"netobserv-flowcollector","SrcK8S_Namespace":"shop","SrcK8S_OwnerName":"cart"},
                   "values":[
                    ["1767225600000000002","{\\"DstAddr\\":\\"198.20.%1$d.7\\",\\"DstPort\\":443,\\"Proto\\":6,\\"Bytes\\":700,\\"Sampling\\":50,\\"TimeFlowEndMs\\":1767225600000,\\"TimeFlowRttNs\\":12000000}"],
                    ["1767225600000000001","{\\"DstAddr\\":\\"198.51.100.7\\",\\"DstPort\\":443,\\"Proto\\":6,\\"Bytes\\":9,\\"Sampling\\":50,\\"TimeFlowEndMs\\":1767225600000}"]]}],
                 "stats":{}}}
                """.formatted(block)));

        // When
        Response run = run();

        // Then
        run.then()
                .statusCode(200)
                .body("outcome", is("committed"))
                .body("impact", hasSize(1))
                .body("impact[0].cluster", is("demo"))
                .body("impact[0].flows", is(2))
                .body("impact[0].message", startsWith("1 of 2 observed flows, to one destination, would be decided"));
        assertThat(given().header("Authorization", "Bearer " + Service.TOKEN)
                        .get("/api/runs/latest")
                        .asString())
                .doesNotContain("cart", "198.20." + block + ".7");
        impact().then()
                .statusCode(200)
                .body("[0].cluster", is("demo"))
                .body("[0].flows", is(2))
                .body("[0].bytes", is(709))
                .body("[0].sampling", is(50))
                .body("[0].unseen", hasItem(startsWith("1 packet in 50 was sampled")))
                .body("[0].changed", hasSize(1))
                .body("[0].changed[0].namespace", is("shop"))
                .body("[0].changed[0].workload", is("cart"))
                .body("[0].changed[0].destination", is("198.20." + block + ".7"))
                .body("[0].changed[0].before", is("allowed"))
                .body("[0].changed[0].after", is("denied"))
                .body("[0].changed[0].bytes", is(700))
                .body("[0].changed[0].lastSeen", is("2026-01-01T00:00:00Z"))
                .body("[0].changed[0].roundTripMedianMicros", is(12031));
        loki.verifyThat(getRequestedFor(urlPathEqualTo(QUERY))
                .withHeader("Authorization", equalTo("Bearer " + InCluster.LOKI_TOKEN))
                .withQueryParam("limit", equalTo("100"))
                .withQueryParam("direction", equalTo("backward"))
                .withQueryParam(
                        "query",
                        equalTo("{app=\"netobserv-flowcollector\",SrcK8S_Namespace=~\"bank|shop\","
                                + "DstK8S_Namespace=\"\",DstK8S_Type=\"\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, page-size",
        "401, is not known",
        "403, netobserv-loki-reader",
        "404, is that the gateway",
        "429, asked too much",
        "500, answers 500",
        "302, answers 302"
    })
    void publishesAllTheSameWhereLokiRefuses(int status, String reason) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Location", "http://127.0.0.1:1/")
                .withBody("no"));

        run().then()
                .statusCode(200)
                .body("outcome", is("committed"))
                .body("impact[0].message", startsWith("flows could not be read: Loki at https://localhost:"))
                .body("impact[0].message", containsString(reason))
                .body("impact[0].message", containsString("what was not observed may be affected too"))
                .body("impact[0].unseen", hasItem(containsString(reason)));
        impact().then().body("[0].changed", hasSize(0)).body("[0].sampling", nullValue());
    }

    @Test
    void publishesAllTheSameWhereLokiAnswersRubbish() {
        answer(aResponse().withBody("<html>"));

        run().then().body("outcome", is("committed")).body("impact[0].unseen", hasSize(3));
    }

    @Test
    void publishesAllTheSameWhereLokiBreaksOff() {
        answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

        run().then().body("outcome", is("committed")).body("impact[0].unseen", hasSize(3));
    }

    @Test
    void doesNotWaitForASlowLoki() {
        answer(aResponse().withFixedDelay(600_000).withBody("{}"));

        run().then()
                .body("outcome", is("committed"))
                .body("impact[0].unseen", hasSize(3))
                .body("impact[0].flows", is(0));
    }

    @Test
    void doesNotWaitForALokiThatDribbles() {
        // Given bytes that come often enough for any wait between two of them
        answer(aResponse().withBody(" ".repeat(10_000)).withChunkedDribbleDelay(600, 120_000));

        // When
        Response run = run();

        // Then
        run.then().body("outcome", is("committed")).body("impact[0].unseen", hasItem("Loki did not answer in time"));
    }

    @Test
    void asksForNothingWhereNothingChanges() {
        // Given
        answer(aResponse().withStatus(500));
        run();
        loki.resetRequests();

        // When
        Response again = run();

        // Then
        again.then().body("outcome", is("unchanged")).body("impact", hasSize(0));
        assertThat(loki.find(getRequestedFor(urlPathEqualTo(QUERY)))).isEmpty();
    }

    @Test
    void logsNoToken() {
        answer(aResponse().withStatus(401).withBody("Bearer " + InCluster.LOKI_TOKEN));
        try (LogLines log = LogLines.of("")) {
            Response run = run();

            assertThat(List.of(run.asString(), log.lines().toString()))
                    .noneMatch(text -> text.contains(InCluster.LOKI_TOKEN));
        }
    }

    private void answer(ResponseDefinitionBuilder response) {
        loki.register(get(urlPathEqualTo(QUERY)).willReturn(response));
    }

    private static Response run() {
        return given().header("Authorization", "Bearer " + Service.TOKEN).post("/api/runs");
    }

    private static Response impact() {
        return given().header("Authorization", "Bearer " + Service.TOKEN).get("/api/impact");
    }
}
