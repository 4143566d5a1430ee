package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.run.RunService;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in where the cluster has Kubernetes' default roles, which let every user get {@code /api/*}. */
@QuarkusTest
@Tag("application")
@TestProfile(RbacCluster.class)
@Timeout(60)
class RbacTest {

    private static final List<String> READ =
            List.of("/api/runs", "/api/runs/latest", "/api/impact", "/api/clusters", "/api/history", "/api/accept");

    /** Ways to write {@code /api/runs} and others that a path's review might not recognize. */
    private static final List<String> SPELLINGS = List.of(
            "/api/runs/",
            "/api//runs",
            "//api/runs",
            "/api/./runs",
            "/api/x/../runs",
            "/api/%2e/runs",
            "/api/x/%2e%2e/runs",
            "/%61pi/runs",
            "/api/%72uns",
            "/api/runs;x=y",
            "/api;x/runs",
            "/api/runs?x=/version",
            "/version/../api/runs",
            "/healthz/%2e%2e/api/runs",
            "/api/runs%2f",
            "/api%2fruns",
            "/api/runs/latest/",
            "/api//impact",
            "/api/impact/",
            "/api/%69mpact",
            "/api/clusters/",
            "/api/%63lusters",
            "/API/runs");

    @Inject
    RunService runs;

    @TestHTTPResource("/")
    URL service;

    @BeforeAll
    static void publish() {
        Service.feeds().publish(GOOG, CLOUD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"anybody", "anybody,readers", "anybody,editors", "anybody,admins", "system:serviceaccount:x:y"})
    void anAuthenticatedUserGetsNothing(String token) {
        for (String path : READ) {
            assertThat(status("GET", path, token)).as(path).isEqualTo(403);
            assertThat(status("HEAD", path, token)).as("HEAD " + path).isEqualTo(403);
        }
        assertThat(status("POST", "/api/runs", token)).isEqualTo(403);
        assertThat(status("POST", "/api/accept", token)).isEqualTo(403);
        assertThat(status("POST", "/api/propose", token)).isEqualTo(403);
    }

    @Test
    void aCallerWithoutAGoodTokenGets401() {
        for (String path : READ) {
            assertThat(given().get(path).statusCode()).as(path).isEqualTo(401);
            assertThat(given().head(path).statusCode()).as("HEAD " + path).isEqualTo(401);
            assertThat(status("GET", path, "unknown")).as(path).isEqualTo(401);
        }
        assertThat(given().post("/api/runs").statusCode()).isEqualTo(401);
    }

    @Test
    void aRunnerRunsAndSeesRunsAlone() {
        assertThat(status("POST", "/api/runs", "rosa")).isEqualTo(200);
        assertThat(status("GET", "/api/runs", "rosa")).isEqualTo(200);
        assertThat(status("GET", "/api/runs/latest", "rosa")).isEqualTo(200);
        assertThat(status("GET", "/api/impact", "rosa")).isEqualTo(403);
        assertThat(status("GET", "/api/clusters", "rosa")).isEqualTo(403);
        assertThat(status("POST", "/api/accept", "rosa")).isEqualTo(403);
        assertThat(status("POST", "/api/propose", "rosa")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna,auditors", "system:serviceaccount:console:dashboard"})
    void aViewerSeesAndDoesNotRun(String token) {
        status("POST", "/api/runs", Service.TOKEN);

        for (String path : READ) {
            assertThat(status("GET", path, token)).as(path).isEqualTo(200);
        }
        assertThat(status("POST", "/api/runs", token)).isEqualTo(403);
    }

    @Test
    void anAcceptorAcceptsAndDoesNothingElse() {
        status("POST", "/api/runs", Service.TOKEN);

        assertThat(status("POST", "/api/accept", "otto")).isEqualTo(400); // an empty body is no digest
        assertThat(status("POST", "/api/propose", "otto")).isEqualTo(400); // an empty body is no digest
        assertThat(status("POST", "/api/runs", "otto")).isEqualTo(403);
        assertThat(status("GET", "/api/runs", "otto")).isEqualTo(403);
    }

    @Test
    void anAdministratorOfTheClusterDoesAll() {
        assertThat(status("POST", "/api/runs", "root,system:masters")).isEqualTo(200);
        for (String path : READ) {
            assertThat(status("GET", path, "root,system:masters")).as(path).isEqualTo(200);
        }
    }

    static Stream<Arguments> spellings() {
        return Stream.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "get")
                .flatMap(method -> SPELLINGS.stream().map(path -> Arguments.of(method, path)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void noSpellingIsAWayAround(String method, String path) throws IOException {
        if (runs.reports().isEmpty()) {
            runs.start();
        }
        for (String token : List.of("", "anybody")) {
            String answer = raw(method, path, token);

            assertThat(answer).doesNotContain("\"outcome\"", "\"feeds\"", "\"digest\"");
            assertThat(answer.matches("(?s)HTTP/1.1 200 .*"))
                    .as(answer)
                    .isEqualTo(method.equals("OPTIONS") && answer.startsWith("HTTP/1.1 200 "));
        }
    }

    private static int status(String method, String path, String token) {
        return given().header("Authorization", "Bearer " + token)
                .request(method, path)
                .statusCode();
    }

    /** As it is: clients of HTTP would write it another way. */
    private String raw(String method, String path, String token) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            String credentials = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + credentials
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            reader.lines().forEach(line -> answer.append(line).append('\n'));
            return answer.toString();
        }
    }
}
