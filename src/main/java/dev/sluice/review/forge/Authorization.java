package dev.sluice.review.forge;

import dev.sluice.gitops.Secret;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts a token into each call, as it is at that time. */
final class Authorization implements ClientRequestFilter {

    private final ForgeAuth words;
    private final Secret token;

    Authorization(ForgeAuth words, Secret token) {
        this.words = words;
        this.token = token;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(words.header(), words.scheme() + token.reveal());
    }
}
