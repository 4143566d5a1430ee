package dev.sluice.review.forge.calls;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * How calls to a forge are authorized.
 *
 * @param header the name of the header that carries the token
 * @param value makes the header's value of the token
 * @param permission what the token must be allowed to do, in the forge's own terms
 */
public record ForgeAuth(String header, UnaryOperator<String> value, String permission) {

    /** @param scheme comes before the token in the header, with a blank at its end; may be empty */
    public ForgeAuth(String header, String scheme, String permission) {
        this(header, token -> scheme + token, permission);
    }

    /** The value of HTTP basic authentication. */
    public static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
