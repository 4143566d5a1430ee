package dev.sluice.serve.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a form carries so that no other site can send it: a message authentication code whose key is the secret that the
 * browser sends beside the form. Every instance makes the same, before and after a restart.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP,
 *     tokens that are bound to the session by an HMAC</a>
 */
public final class ActionSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "actions of the page".getBytes(StandardCharsets.UTF_8);

    private ActionSeal() {}

    /** @param secret of the session, not empty */
    public static String of(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Takes the same time wherever the texts differ. */
    public static boolean matches(String secret, @Nullable String given) {
        return !secret.isEmpty()
                && given != null
                && MessageDigest.isEqual(
                        of(secret).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
