package dev.sluice.serve.security;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Secret;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Knows the one bearer of the configured token. */
@ApplicationScoped
public class StaticTokenIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    private static final Logger LOG = Logger.getLogger(StaticTokenIdentities.class);

    private final ApiAccess access;

    StaticTokenIdentities(ApiAccess access) {
        this.access = access;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        // The token may be in a file, and files are not read on an event loop.
        return context.runBlocking(() -> identify(request.getToken()));
    }

    @Override
    public int priority() {
        return SYSTEM_FIRST;
    }

    /** Null for a caller whom another provider may know. */
    private @Nullable SecurityIdentity identify(TokenCredential token) {
        boolean isKnown = !token.getType().equals(PageCredential.FORWARDED)
                && access.token()
                        .filter(expected -> matches(expected, token.getToken()))
                        .isPresent();
        return isKnown
                ? QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal("operator"))
                        .addAttribute(CallerName.IS_STATIC, true)
                        .addCredential(token)
                        .addPermissionChecker(permission -> Uni.createFrom().item(true))
                        .build()
                : null;
    }

    /** Takes the same time wherever the texts differ. */
    private static boolean matches(Secret expected, String token) {
        try {
            return MessageDigest.isEqual(
                    expected.reveal().getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        } catch (GitException e) {
            LOG.error("no caller can ask for a run: " + e.getMessage());
            return false;
        }
    }
}
