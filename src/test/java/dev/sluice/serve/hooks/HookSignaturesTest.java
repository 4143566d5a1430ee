package dev.sluice.serve.hooks;

import static dev.sluice.serve.hooks.Deliveries.headers;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookSignaturesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");
    private static final String SECRET = "It's a Secret to Everybody";
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String TOKEN = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private static boolean isGenuine(String forge, Map<String, String> headers, String secret, String body) {
        return HookRegistry.find(forge)
                .orElseThrow()
                .verifier()
                .isGenuine(headers(headers), body.getBytes(StandardCharsets.UTF_8), secret, NOW);
    }

    /** The example of GitHub's documentation. */
    @Test
    void gitHubsOwnExampleIsGenuine() {
        String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(isGenuine("github", Map.of("x-hub-signature-256", signature), SECRET, "Hello, World!"))
                .isTrue();
        assertThat(isGenuine("github", Map.of("X-Hub-Signature-256", signature), SECRET, "Hello, World?"))
                .isFalse();
        assertThat(isGenuine("github", Map.of("X-Hub-Signature-256", signature), "another", "Hello, World!"))
                .isFalse();
        assertThat(isGenuine("github", Map.of(), SECRET, "Hello, World!")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"gitea, X-Gitea-Signature", "forgejo, X-Forgejo-Signature", "forgejo, X-Gitea-Signature"})
    void giteaSignsWithoutAPrefix(String forge, String header) {
        String signature = Deliveries.hex(SECRET, "{}");

        assertThat(isGenuine(forge, Map.of(header, signature), SECRET, "{}")).isTrue();
        assertThat(isGenuine(forge, Map.of(header, "sha256=" + signature), SECRET, "{}"))
                .isFalse();
        assertThat(isGenuine(forge, Map.of(header, ""), SECRET, "{}")).isFalse();
    }

    @Test
    void gitLabSendsASecretTokenAsItIs() {
        assertThat(isGenuine("gitlab", Map.of("X-Gitlab-Token", SECRET), SECRET, "{}"))
                .isTrue();
        assertThat(isGenuine("gitlab", Map.of("X-Gitlab-Token", "other"), SECRET, "{}"))
                .isFalse();
        assertThat(isGenuine("gitlab", Map.of(), SECRET, "{}")).isFalse();
    }

    @Test
    void gitLabSignsWithASigningTokenAsStandardWebhooksDo() {
        long time = NOW.getEpochSecond() - 60;
        String signature = Deliveries.standard(KEY, "d1", time, "{}");

        assertThat(isGenuine("gitlab", signed("d1", time, signature), TOKEN, "{}"))
                .isTrue();
        assertThat(isGenuine("gitlab", signed("d1", time, "v1,b3RoZXI= " + signature), TOKEN, "{}"))
                .isTrue();
        assertThat(isGenuine("gitlab", signed("d2", time, signature), TOKEN, "{}"))
                .isFalse();
        assertThat(isGenuine("gitlab", signed("d1", time, signature), TOKEN, "{ }"))
                .isFalse();
        assertThat(isGenuine("gitlab", Map.of("X-Gitlab-Token", TOKEN), TOKEN, "{}"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301", "301"})
    void anOldDeliveryIsNotTakenAgain(long seconds) {
        long time = NOW.getEpochSecond() + seconds;

        assertThat(isGenuine("gitlab", signed("d1", time, Deliveries.standard(KEY, "d1", time, "{}")), TOKEN, "{}"))
                .isFalse();
    }

    private static Map<String, String> signed(String id, long time, String signature) {
        return Map.of("webhook-id", id, "webhook-timestamp", Long.toString(time), "webhook-signature", signature);
    }
}
