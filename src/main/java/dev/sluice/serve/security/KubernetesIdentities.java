package dev.sluice.serve.security;

import dev.sluice.cluster.callers.Caller;
import dev.sluice.cluster.callers.CallerReview;
import dev.sluice.cluster.callers.Review;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;
import org.jboss.logging.Logger;

/**
 * Knows bearers of the cluster's own tokens, and asks the cluster for each permission that an endpoint wants of them. How
 * the request spelled the endpoint's path has no say in it. Asked after {@link StaticTokenIdentities}.
 */
@ApplicationScoped
public class KubernetesIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    private static final Logger LOG = Logger.getLogger(KubernetesIdentities.class);

    private final ApiAccess access;
    private final CallerReview callers;
    private final BlockingSecurityExecutor executor;

    KubernetesIdentities(ApiAccess access, CallerReview callers, BlockingSecurityExecutor executor) {
        this.access = access;
        this.callers = callers;
        this.executor = executor;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return SYSTEM_FIRST - 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (access.callers().isEmpty()) {
            return Uni.createFrom().failure(new AuthenticationFailedException("unknown bearer token"));
        }
        TokenCredential token = request.getToken();
        return context.runBlocking(() -> identity(callers.caller(token.getToken()), token));
    }

    private SecurityIdentity identity(Caller caller, TokenCredential token) {
        return switch (caller) {
            case Caller.Known found ->
                identity(token.getType().equals(PageCredential.FORWARDED) ? found.asProxied() : found, token);
            case Caller.Unknown() -> throw new AuthenticationFailedException("unknown bearer token");
            case Caller.Unreachable(String reason) ->
                named("unknown", token)
                        .addPermissionChecker(permission -> Uni.createFrom().failure(() -> unreviewed(reason)))
                        .build();
        };
    }

    private SecurityIdentity identity(Caller.Known known, TokenCredential token) {
        return named(known.name(), token)
                .addPermissionChecker(permission -> executor.executeBlocking(() -> isAllowed(known, permission)))
                .build();
    }

    private boolean isAllowed(Caller.Known caller, Permission permission) {
        return switch (callers.review(caller, permission.getActions(), permission.getName())) {
            case Review.Allowed() -> true;
            case Review.Forbidden() -> false;
            case Review.Unreviewed(String reason) -> throw unreviewed(reason);
        };
    }

    private static UnreviewedException unreviewed(String reason) {
        LOG.warn("a caller is refused, since the cluster cannot be asked: " + reason);
        return new UnreviewedException(reason);
    }

    private static QuarkusSecurityIdentity.Builder named(String user, TokenCredential token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user))
                .addCredential(token);
    }
}
