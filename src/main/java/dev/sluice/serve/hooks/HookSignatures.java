package dev.sluice.serve.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How forges sign what they send. */
final class HookSignatures {

    private static final String ALGORITHM = "HmacSHA256";

    /** As the specification of Standard Webhooks advises. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String SIGNING_TOKEN = "whsec_";

    private HookSignatures() {}

    /**
     * The HMAC of the body in hexadecimal.
     *
     * @param header that holds it
     * @param prefix before it
     * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>
     * @see <a href="https://docs.gitea.com/usage/repository/webhooks">Gitea</a>
     */
    static HookProvider.HookVerifier hexOfBody(String header, String prefix) {
        return (headers, body, secret, now) -> {
            String expected = prefix + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
            return headers.of(header).filter(given -> isEqual(expected, given)).isPresent();
        };
    }

    /**
     * A signing token is recognised by how it begins; anything else is a secret token, which GitLab sends as it is.
     *
     * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab</a>
     * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
     *     Webhooks</a>
     */
    static boolean isOfGitLab(HookHeaders headers, byte[] body, String secret, Instant now) {
        return secret.startsWith(SIGNING_TOKEN)
                ? isSigned(headers, body, secret.substring(SIGNING_TOKEN.length()), now)
                : headers.of("X-Gitlab-Token")
                        .filter(given -> isEqual(secret, given))
                        .isPresent();
    }

    private static boolean isSigned(HookHeaders headers, byte[] body, String key, Instant now) {
        String id = headers.of("webhook-id").orElse("");
        String sent = headers.of("webhook-timestamp")
                .filter(time -> time.matches("[0-9]{1,12}"))
                .orElse("");
        Optional<byte[]> secret = decoded(key);
        if (id.isEmpty()
                || sent.isEmpty()
                || secret.isEmpty()
                || isFar(Instant.ofEpochSecond(Long.parseLong(sent)), now)) {
            return false;
        }
        byte[] start = (id + "." + sent + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, signed, start.length, body.length);
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(secret.get(), signed));
        boolean isGenuine = false;
        for (String given : headers.of("webhook-signature").orElse("").split(" ")) {
            isGenuine |= isEqual(expected, given);
        }
        return isGenuine;
    }

    private static Optional<byte[]> decoded(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isFar(Instant sent, Instant now) {
        return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0;
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
