package dev.sluice.serve.web;

import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;

/** Makes answers of templates. */
@ApplicationScoped
public class PageRenderer {

    /**
     * What a page may load: its own files. Nothing inline runs, so that no text from outside can.
     *
     * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
     */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String UNKNOWN_TOKEN = "Your token is not known, or not any more: sign in again.";

    private final Engine engine; // it knows the templates that were checked at the build
    private final Session session;

    PageRenderer(Engine engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    /** @param template the name of its file in templates/web, without its ending */
    Response page(String template, String title, String path, Object content) {
        return page(Response.Status.OK.getStatusCode(), template, title, path, content);
    }

    Response page(int status, String template, String title, String path, Object content) {
        List<String> notes = new ArrayList<>();
        if (session.hasUnknownToken()) {
            notes.add(UNKNOWN_TOKEN);
        }
        PageHead head =
                new PageHead(title, path, session.user().orElse(""), session.seal(), session.isByProxy(), notes);
        String html = engine.getTemplate("web/" + template + ".html")
                .data("head", head)
                .data("page", content)
                .render();
        session.limitTo(POLICY);
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.VARY, "Cookie")
                .cookie(session.visit().stream().toArray(NewCookie[]::new))
                .entity(html)
                .build();
    }

    /** A page that says why there is no other. */
    Response error(int status, String path, ErrorPage content) {
        return page(status, "error", title(status), path, content);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "This cannot be read";
            case 401 -> "Sign in";
            case 403 -> "You may not do this";
            case 404 -> "There is no such page";
            case 409, 503 -> "Not now";
            case 429 -> "Too many requests";
            default -> status < 500 ? "This does not work" : "Something went wrong";
        };
    }
}
