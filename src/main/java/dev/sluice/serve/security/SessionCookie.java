package dev.sluice.serve.security;

import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that keeps a bearer token for the page. A script cannot read it, a browser sends it with requests of the page
 * alone, and only over TLS or to this machine. It ends with the browser's session.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix">RFC 6265bis,
 *     the prefix __Host-: no other host of the domain can set it</a>
 */
public final class SessionCookie {

    public static final String NAME = "__Host-sluice";

    private SessionCookie() {}

    /** Keeps a token, whatever characters it has. */
    public static NewCookie keeping(String token) {
        return cookie(
                NAME, Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** Forgets the token. */
    public static NewCookie forgetting() {
        return strict(NAME, "").maxAge(0).build(); // as strict as it was made, or the browser keeps it
    }

    /** A cookie as strict as the session's. */
    public static NewCookie cookie(String name, String value) {
        return strict(name, value).build();
    }

    private static NewCookie.Builder strict(String name, String value) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite(NewCookie.SameSite.STRICT);
    }

    /** The token that a cookie keeps; empty where it keeps none, or is not Sluice's. */
    static Optional<String> token(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
