package dev.sluice.sync.http;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How callers without a role are answered: it is another matter where nobody could say which role they have. */
public class Refusals {

    private final SecurityIdentity caller;

    Refusals(SecurityIdentity caller) {
        this.caller = caller;
    }

    @ServerExceptionMapper
    Response refuse(ForbiddenException refusal) {
        boolean unreachable = caller.getAttribute(KubernetesIdentities.UNREACHABLE) != null;
        Response.Status status = unreachable ? Response.Status.SERVICE_UNAVAILABLE : Response.Status.FORBIDDEN;
        String why =
                unreachable ? "the cluster cannot be asked whether you may do this: try again" : "you may not do this";
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Problem(why))
                .build();
    }
}
