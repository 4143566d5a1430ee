package dev.sluice.serve;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.cluster.verification.Finding;
import dev.sluice.cluster.verification.Since;
import dev.sluice.cluster.verification.State;
import dev.sluice.cluster.verification.Verification;
import dev.sluice.follow.FollowedCluster;
import dev.sluice.follow.VerificationStore;
import dev.sluice.manifest.ObjectKind;
import dev.sluice.manifest.ObjectRef;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
class ClustersResourceTest {

    private static final Instant SINCE = Instant.parse("2026-01-02T02:08:00Z");

    @Inject
    VerificationStore verifications;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @AfterEach
    void forget() {
        verifications.clear();
    }

    @Test
    void showsWhatBecameOfCommits() {
        verifications.put(demo(State.DRIFTED));

        given().header("Authorization", "Bearer " + Service.TOKEN)
                .get("/api/clusters")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].name", is("demo"))
                .body("[0].commit", is("c1"))
                .body("[0].state", is("drifted"))
                .body("[0].reason", is("somebody"))
                .body("[0].since", is("2026-01-02T02:08:00Z"))
                .body("[0].sinceAtLeast", is(true))
                .body("[0].notSeenSince", nullValue())
                .body("[0].application", is("openshift-gitops/firewall, openshift-gitops/observability"))
                .body("[0].basis[0]", is("each of its zones says that they are applied"))
                .body("[0].revision", nullValue())
                .body("[0].objects[0].object", is("EgressFirewall shop/default"))
                .body("[0].objects[0].state", is("drifted"))
                .body("[0].objects[0].details[0]", is("gone: all"))
                .body("[0].unseen", hasSize(0))
                .body("[0].warnings[0]", is("no Event"));
    }

    @Test
    void tellsNobodyWhoMayNotSee() {
        InCluster.stub().removeMappings();
        when().get("/api/clusters").then().statusCode(401);

        InCluster.stub().register(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        given().header("Authorization", "Bearer of-the-cluster")
                .get("/api/clusters")
                .then()
                .statusCode(503);
    }

    @Test
    void isNotWellWhereAClusterHasDriftedOrFailed() {
        for (State state : State.values()) {
            verifications.put(demo(state));

            boolean isWell = state == State.VERIFIED || state == State.PENDING;
            when().get(management("/q/health/well"))
                    .then()
                    .body("checks.find { it.name == 'clusters' }.status", equalTo(isWell ? "UP" : "DOWN"))
                    .body("checks.find { it.name == 'clusters' }.data.demo", equalTo(state.word() + ": somebody"));
        }
    }

    @Test
    void measuresTheStateOfEachCluster() {
        verifications.put(demo(State.FAILED));

        String metrics = when().get(management("/q/metrics")).asString();

        assertThat(metrics)
                .containsPattern("sluice_verification\\{cluster=\"demo\",state=\"failed\"\\} 1.0")
                .containsPattern("sluice_verification\\{cluster=\"demo\",state=\"drifted\"\\} 0.0")
                .containsPattern("sluice_verification\\{cluster=\"demo\",state=\"pending\"\\} 0.0")
                .containsPattern("sluice_verification\\{cluster=\"demo\",state=\"verified\"\\} 0.0");
    }

    @Test
    void marksWhatIsNotSeenNow() {
        verifications.put(demo(State.DRIFTED, Optional.of(new Finding.Unobserved("the API answered 503", SINCE))));

        given().header("Authorization", "Bearer " + Service.TOKEN)
                .get("/api/clusters")
                .then()
                .statusCode(200)
                .body("[0].state", is("drifted"))
                .body("[0].notSeenSince", is("2026-01-02T02:08:00Z"))
                .body("[0].objects[0].notSeenSince", is("2026-01-02T02:08:00Z"))
                .body("[0].unseen[0]", is("EgressFirewall shop/default: the API answered 503"));
        assertThat(when().get(management("/q/metrics")).asString())
                .containsPattern("sluice_verification\\{cluster=\"demo\",state=\"drifted\"\\} 1.0")
                .containsPattern(
                        "sluice_verification_not_seen_since_timestamp_seconds\\{cluster=\"demo\"\\} " + "1.76731968E9")
                .containsPattern("\nsluice_unseen 1.0");
        verifications.clear();
        assertThat(when().get(management("/q/metrics")).asString())
                .containsPattern("sluice_verification_not_seen_since_timestamp_seconds\\{cluster=\"demo\"\\} 0.0")
                .containsPattern("\nsluice_unseen 0.0");
    }

    @Test
    void doesNotWarnOfKindsThatHaveNoStableVersion() {
        Logger client = Logger.getLogger("io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils");

        assertThat(client.isLoggable(Level.WARNING)).isFalse();
        assertThat(client.isLoggable(Level.SEVERE)).isTrue();
    }

    private static FollowedCluster demo(State state) {
        return demo(state, Optional.empty());
    }

    private static FollowedCluster demo(State state, Optional<Finding.Unobserved> unseen) {
        Finding finding = new Finding(
                new ObjectRef(ObjectKind.EGRESS_FIREWALL, "shop", "default"),
                "",
                state,
                "edited",
                "somebody",
                Optional.of(new Since(SINCE, true)),
                List.of("gone: all"),
                List.of("each of its zones says that they are applied"),
                unseen);
        return new FollowedCluster(
                new Verification(
                        "demo",
                        "c1",
                        state,
                        "edited",
                        "somebody",
                        new Since(SINCE, true),
                        List.of("openshift-gitops/firewall", "openshift-gitops/observability"),
                        Optional.empty(),
                        Optional.of(finding),
                        List.of(finding)),
                List.of("no Event"));
    }

    private String management(String path) {
        return management.toString().replaceFirst("/q?/?$", "") + path;
    }
}
