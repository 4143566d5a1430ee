package dev.sluice.serve;

import static dev.sluice.run.FeedFiles.CLOUD;
import static dev.sluice.run.FeedFiles.GOOG;
import static dev.sluice.serve.PageClient.COOKIE;
import static dev.sluice.serve.PageClient.forwarded;
import static dev.sluice.serve.PageClient.seal;
import static dev.sluice.serve.PageClient.signIn;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sluice.cluster.callers.ReviewingApi;
import dev.sluice.run.RunService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees what of the page, how people sign in, and what keeps other sites from acting in their name. */
@QuarkusTest
@Tag("application")
@TestProfile(InCluster.class)
@Timeout(60)
class PageAccessTest {

    @Inject
    RunService runs;

    private final String user = "alice-" + UUID.randomUUID();
    private final String token = "sha256~" + UUID.randomUUID();
    private ReviewingApi api;

    @BeforeEach
    void run() {
        Service.feeds().publish(GOOG, CLOUD);
        if (runs.branch().isEmpty()) {
            runs.start();
        }
        api = new ReviewingApi(InCluster.stub()).reset().knows(token, user);
    }

    @Test
    void showsNamesAndStatesAloneWithoutASignIn() {
        when().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("demo"), containsString("not followed"), containsString("name=\"token\""))
                .body(not(containsString("192.168.99.0")), not(containsString("bank")), not(containsString("rule")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/change", "/rules?address=8.8.8.8", "/history", "/clusters", "/settings"})
    void asksForASignInBeforeAnyOtherView(String view) {
        when().get(view)
                .then()
                .statusCode(401)
                .contentType("text/html")
                .header("WWW-Authenticate", nullValue())
                .body(containsString("name=\"token\""), containsString("name=\"to\" value=\"" + view + "\""));
    }

    @Test
    void keepsTheTokenInAStrictCookie() {
        Response answer = signIn(Service.TOKEN, "/settings");

        answer.then().statusCode(303).header("Location", containsString("/settings"));
        assertThat(answer.getHeader("Set-Cookie"))
                .startsWith(COOKIE + "=")
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/")
                .doesNotContain("Domain", "Max-Age", Service.TOKEN);
        given().cookie(COOKIE, answer.getCookie(COOKIE))
                .get("/settings")
                .then()
                .statusCode(200)
                .body(containsString("sluice.git.url"), not(containsString(Service.TOKEN)));
    }

    @Test
    void signsInWithATokenOfTheCluster() {
        api.allows(user, "get", "runs");

        String cookie = signIn(token, "/").getCookie(COOKIE);

        given().cookie(COOKIE, cookie).get("/change").then().statusCode(200).body(containsString(user));
        given().cookie(COOKIE, cookie)
                .get("/clusters")
                .then()
                .statusCode(403)
                .contentType("text/html")
                .body(containsString("You may not do this"));
    }

    @Test
    void refusesAnUnknownToken() {
        Response answer = signIn("mallory", "/");

        answer.then().statusCode(401).body(containsString("not known"));
        assertThat(answer.getCookie(COOKIE)).isNull();
    }

    @Test
    void goesOnToItsOwnViewsAlone() {
        assertThat(signIn(Service.TOKEN, "https://evil.example/").getHeader("Location"))
                .doesNotContain("evil");
        assertThat(signIn(Service.TOKEN, "//evil.example/").getHeader("Location"))
                .doesNotContain("evil");
    }

    @Test
    void forgetsTheTokenAtSignOut() {
        String cookie = signIn(Service.TOKEN, "/").getCookie(COOKIE);
        String seal = seal(given().cookie(COOKIE, cookie).get("/"));

        Response answer = given().cookie(COOKIE, cookie)
                .redirects()
                .follow(false)
                .formParam("seal", seal)
                .post("/sign-out");

        answer.then().statusCode(303);
        assertThat(answer.getHeader("Set-Cookie"))
                .startsWith(COOKIE + "=;")
                .contains("Max-Age=0", "Secure", "HttpOnly", "SameSite=Strict", "Path=/");
    }

    @Test
    void showsTheWelcomeToABrowserWhoseTokenIsNotKnownAnyMore() {
        given().cookie(COOKIE, "bm90LWtub3du")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("sign in again"), containsString("name=\"token\""));
    }

    @Test
    void takesWhomTheClusterKnowsFromTheProxyAndNoName() {
        api.allows(user, "get", "runs");

        forwarded(token)
                .get("/change")
                .then()
                .statusCode(200)
                .body(containsString(user), not(containsString("/sign-out")));
        forwarded("mallory").get("/change").then().statusCode(401);
        given().header("X-Forwarded-User", user)
                .header("X-Forwarded-Preferred-Username", user)
                .header("X-Remote-User", user)
                .header("Impersonate-User", user)
                .get("/change")
                .then()
                .statusCode(401)
                .body(not(containsString(user)));
        forwarded(token)
                .header("X-Forwarded-User", "admin")
                .get("/change")
                .then()
                .statusCode(200)
                .body(containsString(user), not(containsString("admin")));
    }

    @Test
    void takesNoStaticTokenFromTheProxy() {
        forwarded(Service.TOKEN).get("/change").then().statusCode(401);
    }

    @Test
    void doesNotTakeWhatBrowsersSendForTheInterface() {
        String cookie = signIn(Service.TOKEN, "/").getCookie(COOKIE);

        for (String path :
                new String[] {"/api/runs", "//api/runs", "/x/../api/runs", "/api;x=1/runs", "/;x=1/api/runs"}) {
            assertThat(given().urlEncodingEnabled(false)
                            .cookie(COOKIE, cookie)
                            .post(path)
                            .statusCode())
                    .as(path)
                    .isBetween(400, 499);
            assertThat(forwarded(token).urlEncodingEnabled(false).post(path).statusCode())
                    .as(path)
                    .isBetween(400, 499);
        }
        given().cookie(COOKIE, cookie).get("/api/runs").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run", "/sign-out", "/sign-in"})
    void refusesAFormOfAnotherSession(String action) {
        api.allows(user, "create", "runs");
        String cookie = signIn(Service.TOKEN, "/").getCookie(COOKIE);
        String others = seal(given().get("/sign-in"));
        int before = runs.reports().size();

        given().cookie(COOKIE, cookie)
                .formParam("seal", others)
                .formParam("token", token)
                .post(action)
                .then()
                .statusCode(403);
        given().cookie(COOKIE, cookie)
                .formParam("token", token)
                .post(action)
                .then()
                .statusCode(403);

        assertThat(runs.reports()).hasSize(before);
    }

    @Test
    void doesARunForAFormOfItsOwn() {
        String cookie = signIn(Service.TOKEN, "/").getCookie(COOKIE);
        int before = runs.reports().size();

        given().cookie(COOKIE, cookie)
                .formParam("seal", seal(given().cookie(COOKIE, cookie).get("/")))
                .redirects()
                .follow(false)
                .post("/run")
                .then()
                .statusCode(303);

        assertThat(runs.reports()).hasSize(before + 1);
    }

    @Test
    void saysThatTheClusterCannotBeAsked() {
        String cookie = signIn(token, "/").getCookie(COOKIE);
        api.refusesAccessReviews(500);

        given().cookie(COOKIE, cookie)
                .get("/change")
                .then()
                .statusCode(503)
                .contentType("text/html")
                .body(containsString("cannot be asked"));
    }
}
