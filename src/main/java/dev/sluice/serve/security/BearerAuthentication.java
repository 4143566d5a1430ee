package dev.sluice.serve.security;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a bearer token from the Authorization header, and for the page from what browsers send. Where no token could be good, callers are anonymous to what is read,
 * and answered as those are who bring none; for a run they count as anonymous.
 */
@ApplicationScoped
public class BearerAuthentication implements HttpAuthenticationMechanism {

    /** The type of tokens that any provider may know. */
    public static final String BEARER = "bearer";

    /** Set in the context of a request of the page whose token is not known, or not any more. */
    public static final String UNKNOWN_TOKEN = "sluice.unknown-token";

    private static final String SCHEME = "Bearer ";

    /** No particular caller, and none who might sign in, so that what needs a permission answers 403 and not 401. */
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("nobody"))
            .setAnonymous(false)
            .build();

    private final ApiAccess access;

    BearerAuthentication(ApiAccess access) {
        this.access = access;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (access.token().isEmpty() && access.callers().isEmpty()) {
            return HttpMethod.POST.equals(context.request().method())
                    ? Uni.createFrom().item(NOBODY)
                    : Uni.createFrom().nullItem();
        }
        String header = context.request().getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String token = header.substring(SCHEME.length()).strip();
            return identities.authenticate(request(new TokenCredential(token, BEARER)));
        }
        Optional<TokenCredential> credential =
                PagePaths.contains(context.request().path()) ? PageCredential.of(context.request()) : Optional.empty();
        return credential.map(known -> ofThePage(known, context, identities)).orElseGet(() -> Uni.createFrom()
                .nullItem());
    }

    /** A browser keeps its token longer than it may be good: its user is anonymous then, and may sign in again. */
    private static Uni<SecurityIdentity> ofThePage(
            TokenCredential credential, RoutingContext context, IdentityProviderManager identities) {
        return identities
                .authenticate(request(credential))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(() -> {
                    context.put(UNKNOWN_TOKEN, true);
                    return null;
                });
    }

    /** Asks whose a token is. */
    public static TokenAuthenticationRequest request(TokenCredential credential) {
        return new TokenAuthenticationRequest(credential);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(HttpResponseStatus.UNAUTHORIZED.code(), "WWW-Authenticate", "Bearer"));
    }

    /** With a body, as every refusal has one. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return HttpAuthenticationMechanism.super.sendChallenge(context).invoke(() -> context.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"error\":\"the bearer token is not known\"}"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
