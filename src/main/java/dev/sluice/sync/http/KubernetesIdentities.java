package dev.sluice.sync.http;

import dev.sluice.cluster.callers.CallerReview;
import dev.sluice.cluster.callers.Review;
import dev.sluice.sync.settings.Settings;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Knows bearers of the cluster's own tokens. An identity holds for one request: its roles say whether the cluster allows
 * just that, by verb and path. Asked after {@link StaticTokenIdentities}.
 */
@ApplicationScoped
public class KubernetesIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    /** On an identity without roles: why nobody could say which it has. */
    static final String UNREACHABLE = "reviewer-unreachable";

    private static final Logger LOG = Logger.getLogger(KubernetesIdentities.class);

    private final Settings settings;
    private final CallerReview callers;

    KubernetesIdentities(Settings settings, CallerReview callers) {
        this.settings = settings;
        this.callers = callers;
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
        RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(request);
        if (settings.access().callers().isEmpty() || routing == null) {
            return Uni.createFrom().failure(new AuthenticationFailedException("unknown bearer token"));
        }
        String verb = routing.request().method().name().toLowerCase(Locale.ROOT);
        String path = routing.normalizedPath();
        String token = request.getToken().getToken();
        return context.runBlocking(() -> identity(callers.review(token, verb, path)));
    }

    private static SecurityIdentity identity(Review review) {
        return switch (review) {
            case Review.Allowed(String user) ->
                known(user).addRole(Roles.RUN).addRole(Roles.SEE).build();
            case Review.Forbidden(String user) -> known(user).build();
            case Review.Unknown() -> throw new AuthenticationFailedException("unknown bearer token");
            case Review.Unreachable(String reason) -> {
                LOG.warn("a caller is refused, since the cluster cannot be asked: " + reason);
                yield known("unknown").addAttribute(UNREACHABLE, reason).build();
            }
        };
    }

    private static QuarkusSecurityIdentity.Builder known(String user) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(user));
    }
}
