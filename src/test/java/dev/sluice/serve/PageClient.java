package dev.sluice.serve;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs in to the page as a browser does. */
final class PageClient {

    static final String COOKIE = "__Host-sluice";

    private static final Pattern SEAL = Pattern.compile("name=\"seal\" value=\"([^\"]+)\"");

    private PageClient() {}

    static RequestSpecification forwarded(String token) {
        return given().header("X-Forwarded-Access-Token", token);
    }

    static Response signIn(String token, String to) {
        Response form = given().get("/sign-in");
        return given().cookies(form.getCookies())
                .redirects()
                .follow(false)
                .formParam("token", token)
                .formParam("to", to)
                .formParam("seal", seal(form))
                .post("/sign-in");
    }

    static String seal(Response page) {
        Matcher found = SEAL.matcher(page.asString());
        assertThat(found.find()).as(page.asString()).isTrue();
        return found.group(1);
    }
}
