package dev.sluice.serve.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries as forges send them. */
public final class Deliveries {

    private Deliveries() {}

    /** A push to a branch, of commits by one author that change one file. */
    public static String push(String repository, String branch, String after, String author, String file) {
        return """
                {"ref": "refs/heads/%s", "before": "%s", "after": "%s",
                 "repository": {"full_name": "%s"}, "project": {"path_with_namespace": "%s"}, "total_commits_count": 1,
                 "commits": [{"id": "%s", "message": "Change",
                   "author": {"name": "%s", "email": "%s@example.com"}, "added": [], "removed": [], "modified": ["%s"]}]}
                """.formatted(
                        branch,
                        "0".repeat(40),
                        after,
                        repository,
                        repository,
                        after,
                        author,
                        author.toLowerCase(Locale.ROOT),
                        file);
    }

    static HookHeaders headers(Map<String, String> values) {
        Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        any.putAll(values);
        return new HookHeaders(any::get);
    }

    public static String hex(String secret, String body) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    /** @param key the bytes that a signing token holds in base64 */
    static String standard(byte[] key, String id, long time, String body) {
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, id + "." + time + "." + body));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
