package dev.sluice.review.forge.calls;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * Every status but those of success is a refusal, redirects too: a token must not go to another address. Azure DevOps sends
 * its page to sign in with 203, or sends there, where a token is wrong.
 */
public final class RefusedAnswerMapper implements ResponseExceptionMapper<Refusal> {

    private static final int SIGN_IN = 203;

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 300 || status == SIGN_IN;
    }

    @Override
    public Refusal toThrowable(Response response) {
        String location = String.valueOf(response.getHeaderString("Location"));
        boolean isSignIn = response.getStatus() == SIGN_IN || location.contains("/_signin");
        return new Refusal(isSignIn ? 401 : response.getStatus(), response.getHeaders(), text(response));
    }

    private static String text(Response response) {
        String text = response.hasEntity() ? response.readEntity(String.class) : null;
        return text == null ? "" : text;
    }
}
