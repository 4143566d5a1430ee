package dev.sluice.serve.web;

import dev.sluice.serve.api.Problem;
import dev.sluice.serve.security.PagePaths;
import dev.sluice.serve.security.UnreviewedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.faulttolerance.api.RateLimitException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How requests are answered that cannot be: with a page, and below {@code /api} and {@code /q} with a problem in JSON. */
public class ErrorAnswers {

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    /** Too Many Requests (RFC 6585, section 4). */
    private static final int TOO_MANY_REQUESTS = 429;

    private final PageRenderer pages;

    ErrorAnswers(PageRenderer pages) {
        this.pages = pages;
    }

    /** @param status of the answer */
    private record RefusedRequest(int status, String words) {}

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException refusal, RoutingContext context) {
        RefusedRequest why =
                new RefusedRequest(Response.Status.UNAUTHORIZED.getStatusCode(), "a bearer token is needed");
        if (isApi(context)) {
            return builder(why).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
        }
        return pages.error(why.status(), path(context), new ErrorPage("", true, here(context), false));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refusal, RoutingContext context) {
        return answer(new RefusedRequest(Response.Status.FORBIDDEN.getStatusCode(), "you may not do this"), context);
    }

    @ServerExceptionMapper
    Response unreviewed(UnreviewedException refusal, RoutingContext context) {
        return answer(
                new RefusedRequest(
                        Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
                        "the cluster cannot be asked whether you may do this: try again"),
                context);
    }

    @ServerExceptionMapper
    Response limited(RateLimitException refusal, RoutingContext context) {
        long seconds = Math.max(1, Math.ceilDiv(refusal.getRetryAfterMillis(), 1_000));
        return builder(new RefusedRequest(TOO_MANY_REQUESTS, "too many requests: try again in " + seconds + " s"))
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }

    /** What the framework refuses: no such path, a wrong method, a type that is not understood. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refusal, RoutingContext context) {
        Response own = refusal.getResponse();
        if (own.getStatus() < 400) {
            return own;
        }
        return answer(new RefusedRequest(own.getStatus(), words(own.getStatus())), context);
    }

    @ServerExceptionMapper
    Response failed(RuntimeException failure, RoutingContext context) {
        LOG.errorf(failure, "%s %s failed", context.request().method(), path(context));
        return answer(
                new RefusedRequest(
                        Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                        "something went wrong: the log of the service says what"),
                context);
    }

    private Response answer(RefusedRequest why, RoutingContext context) {
        if (isApi(context)) {
            return builder(why).build();
        }
        String words =
                Character.toUpperCase(why.words().charAt(0)) + why.words().substring(1) + ".";
        return pages.error(
                why.status(), path(context), new ErrorPage(words, false, here(context), why.status() >= 500));
    }

    private static Response.ResponseBuilder builder(RefusedRequest why) {
        return Response.status(why.status()).type(MediaType.APPLICATION_JSON).entity(new Problem(why.words()));
    }

    static String words(int status) {
        return switch (status) {
            case 400 -> "the request cannot be read";
            case 404 -> "there is nothing at this path";
            case 405 -> "this path does not take this method";
            case 406 -> "this is not to be had in the type that was asked for";
            case 413 -> "the request is too large";
            case 415 -> "a body of this type is not understood";
            default -> "the request is refused with status " + status;
        };
    }

    static boolean isApi(RoutingContext context) {
        String path = context.normalizedPath();
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/q/");
    }

    private static String path(RoutingContext context) {
        return context.request().path();
    }

    /** Where to go on: a view with its question, else the overview. */
    private static String here(RoutingContext context) {
        HttpServerRequest request = context.request();
        return PagePaths.isView(request.path()) ? request.uri() : PagePaths.OVERVIEW;
    }
}
