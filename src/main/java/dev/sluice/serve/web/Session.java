package dev.sluice.serve.web;

import dev.sluice.serve.security.ActionSeal;
import dev.sluice.serve.security.BearerAuthentication;
import dev.sluice.serve.security.CallerName;
import dev.sluice.serve.security.SessionCookie;
import io.quarkus.security.StringPermission;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks at the page, what they may do, and what their forms carry. */
@RequestScoped
public class Session {

    /** Keeps a random text for forms of those who have not signed in. */
    private static final String VISIT = "__Host-sluice-visit";

    private static final int VISIT_BYTES = 24;

    private final SecurityIdentity identity;
    private final RoutingContext context;
    private @Nullable String begun;

    Session(SecurityIdentity identity, RoutingContext context) {
        this.identity = identity;
        this.context = context;
    }

    /** What people are called; empty for those who have not signed in. */
    Optional<String> user() {
        return token().map(token -> CallerName.of(identity));
    }

    /** Whether a proxy signs users in and out. */
    boolean isByProxy() {
        return token().filter(token -> !token.getType().equals(BearerAuthentication.BEARER))
                .isPresent();
    }

    /** Whether the browser sent a token that nobody knows, or knows any more. */
    boolean hasUnknownToken() {
        return context.get(BearerAuthentication.UNKNOWN_TOKEN) != null;
    }

    /** @param permission one of {@link dev.sluice.serve.security.Permissions} */
    boolean may(String permission) {
        String[] parts = permission.split(":");
        return token().isPresent() && identity.checkPermissionBlocking(new StringPermission(parts[0], parts[1]));
    }

    /** What this session's forms carry. */
    String seal() {
        return ActionSeal.of(secret().orElseGet(this::begin));
    }

    /** Whether a form comes from a page that was shown in this session. */
    boolean hasMade(@Nullable String seal) {
        return secret().filter(secret -> ActionSeal.matches(secret, seal)).isPresent();
    }

    /** Replaces the policy that all answers have: two together would allow nothing. */
    void limitTo(String policy) {
        context.response().putHeader("Content-Security-Policy", policy);
    }

    /** What the browser is to keep from now on; empty where it has all. */
    Optional<NewCookie> visit() {
        return Optional.ofNullable(begun).map(text -> SessionCookie.cookie(VISIT, text));
    }

    private Optional<TokenCredential> token() {
        return Optional.ofNullable(identity.getCredential(TokenCredential.class));
    }

    private Optional<String> secret() {
        return token().map(TokenCredential::getToken)
                .or(() -> Optional.ofNullable(begun))
                .or(() ->
                        Optional.ofNullable(context.request().getCookie(VISIT)).map(Cookie::getValue));
    }

    private String begin() {
        byte[] random = new byte[VISIT_BYTES];
        new SecureRandom().nextBytes(random);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        begun = text;
        return text;
    }
}
