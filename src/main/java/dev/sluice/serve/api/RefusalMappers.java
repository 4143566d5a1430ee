package dev.sluice.serve.api;

import dev.sluice.serve.security.UnreviewedException;
import io.quarkus.security.ForbiddenException;
import io.smallrye.faulttolerance.api.RateLimitException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How callers are answered who may not do something, or not now. */
public class RefusalMappers {

    /** Too Many Requests (RFC 6585, section 4). */
    private static final int TOO_MANY_REQUESTS = 429;

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refusal) {
        return problem(Response.status(Response.Status.FORBIDDEN), "you may not do this");
    }

    @ServerExceptionMapper
    Response unreviewed(UnreviewedException refusal) {
        return problem(
                Response.status(Response.Status.SERVICE_UNAVAILABLE),
                "the cluster cannot be asked whether you may do this: try again");
    }

    @ServerExceptionMapper
    Response limited(RateLimitException refusal) {
        long seconds = Math.max(1, Math.ceilDiv(refusal.getRetryAfterMillis(), 1_000));
        return problem(
                Response.status(TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, seconds),
                "too many requests: try again in " + seconds + " s");
    }

    private static Response problem(Response.ResponseBuilder response, String why) {
        return response.type(MediaType.APPLICATION_JSON)
                .entity(new Problem(why))
                .build();
    }
}
