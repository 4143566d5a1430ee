package dev.sluice.review.forge.calls;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Every status but those of success is a refusal, redirects too: a token must not go to another address. */
public final class RefusedAnswerMapper implements ResponseExceptionMapper<Refusal> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 300;
    }

    @Override
    public Refusal toThrowable(Response response) {
        return new Refusal(response.getStatus(), response.getHeaders(), text(response));
    }

    private static String text(Response response) {
        String text = response.hasEntity() ? response.readEntity(String.class) : null;
        return text == null ? "" : text;
    }
}
