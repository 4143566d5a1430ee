package dev.sluice.review.forge;

import dev.sluice.gitops.Secret;
import dev.sluice.review.forge.calls.ForgeAuth;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Adds the token to each call, read anew each time. */
final class Authorization implements ClientRequestFilter {

    private final ForgeAuth auth;
    private final Secret token;

    Authorization(ForgeAuth auth, Secret token) {
        this.auth = auth;
        this.token = token;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(auth.header(), auth.value().apply(token.reveal()));
    }
}
