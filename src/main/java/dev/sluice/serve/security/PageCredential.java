package dev.sluice.serve.security;

import io.quarkus.security.credential.TokenCredential;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What a browser sends to the page by which its user is known. */
final class PageCredential {

    /** Of tokens that only the cluster may know: one that a proxy passes on is never the static one. */
    static final String FORWARDED = "forwarded";

    /**
     * What OpenShift's oauth-proxy passes on. Names that it or anyone else writes into other headers say nothing: the
     * cluster is asked whose the token is.
     *
     * @see <a href="https://github.com/openshift/oauth-proxy">oauth-proxy, --pass-access-token</a>
     */
    static final String FORWARDED_HEADER = "X-Forwarded-Access-Token";

    private PageCredential() {}

    /** The forwarded token before that of the cookie: behind a proxy, a person has signed in there. */
    static Optional<TokenCredential> of(HttpServerRequest request) {
        String forwarded = request.getHeader(FORWARDED_HEADER);
        if (forwarded != null && !forwarded.isBlank()) {
            return Optional.of(new TokenCredential(forwarded.strip(), FORWARDED));
        }
        Cookie cookie = request.getCookie(SessionCookie.NAME);
        return SessionCookie.token(cookie == null ? null : cookie.getValue())
                .map(token -> new TokenCredential(token, BearerAuthentication.BEARER));
    }
}
