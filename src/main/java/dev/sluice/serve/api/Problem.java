package dev.sluice.serve.api;

import dev.sluice.text.OutsideText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;

/** Why a request was not answered. */
@RegisterForReflection // it is in no method's signature, where Quarkus would find it
public record Problem(String error) {

    public Problem {
        error = OutsideText.line(error);
    }

    /** The answer that says so. */
    Response as(Response.Status status) {
        return Response.status(status).entity(this).build();
    }
}
