package dev.sluice.review.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Forge;
import dev.sluice.review.ForgeException;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.ForgeConnection;
import dev.sluice.review.forge.ForgeStubs;
import dev.sluice.serve.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("application")
@TestProfile(Service.class)
class InstallationTokenTest extends ForgeStubs {

    private static final KeyPair KEYS = keys();
    private static final String TOKENS = "/api/app/installations/4711/access_tokens";

    @TempDir
    private Path folder;

    InstallationTokenTest() {
        super(GitHub.PROVIDER, "platform/fleet");
    }

    @BeforeEach
    void answer() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "[]")));
        hand(TOKEN, "2026-11-22T09:00:00Z");
    }

    @Test
    void asksForATokenAsTheDocumentationWants() throws Exception {
        // When
        app(pkcs8()).forge().comments(request());

        // Then
        assertThat(requests())
                .startsWith("POST /app/installations/4711/access_tokens {\"repositories\":[\"fleet\"]}")
                .hasSize(2);
        assertThat(received().getFirst().getHeader("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(received().getLast().getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
        String[] jwt = received().getFirst().getHeader("Authorization").split("[ .]");
        assertThat(jwt[0]).isEqualTo("Bearer");
        assertThat(decoded(jwt[1]).get("alg").asText()).isEqualTo("RS256");
        assertThat(decoded(jwt[2]).get("iss").asText()).isEqualTo("Iv23liExample");
        assertThat(decoded(jwt[2]).get("iat").asLong())
                .isEqualTo(patience.instant().getEpochSecond() - 60);
        assertThat(decoded(jwt[2]).get("exp").asLong())
                .isEqualTo(patience.instant().getEpochSecond() + 540);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((jwt[1] + "." + jwt[2]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[3]))).isTrue();
    }

    @Test
    void readsAKeyAsGitHubHandsItOut() throws IOException {
        assertThat(app(pkcs1()).token().reveal()).isEqualTo(TOKEN);
    }

    @Test
    void keepsATokenUntilShortlyBeforeItRunsOut() throws IOException {
        // Given
        ForgeConnection connection = app(pkcs1());
        Forge forge = connection.forge();
        forge.comments(request());
        patience.advance(Duration.ofMinutes(54));
        forge.comments(request());
        hand("another-t0ken", "2026-11-22T10:00:00Z");

        // When
        patience.advance(Duration.ofMinutes(1));
        forge.comments(request());

        // Then
        assertThat(requests()).filteredOn(line -> line.startsWith("POST /app")).hasSize(2);
        assertThat(received().getLast().getHeader("Authorization")).isEqualTo("Bearer another-t0ken");
        assertThat(connection.token().reveal()).isEqualTo("another-t0ken");
        assertThat(connection.token().toString()).isEqualTo("***");
    }

    @Test
    void saysThatTheAppIsNotKnown() throws IOException {
        server.stubFor(post(urlPathEqualTo(TOKENS))
                .willReturn(json(401, "{\"message\": \"A JSON web token could not be decoded\"}")));
        ForgeConnection connection = app(pkcs1());

        assertThatThrownBy(() -> connection.forge().comments(request()))
                .isInstanceOf(ForgeException.class)
                .hasMessageContaining("cannot get a token for installation 4711")
                .hasMessageContaining("check sluice.review.app and that the clock is right");
    }

    @Test
    void saysThatATokenCannotBeRead() {
        Path missing = folder.resolve("token");

        assertThatThrownBy(() -> forge(Secret.in(missing)).comments(request()))
                .isInstanceOf(ForgeException.class)
                .hasMessageStartingWith("cannot read the comments of ")
                .hasMessageEndingWith(": cannot read the secret file " + missing);
        assertThat(received()).isEmpty();
        assertThat(patience.sleeps()).isEmpty();
    }

    @Test
    void asksNobodyBeforeItIsNeeded() throws IOException {
        app(pkcs1()).forge();

        assertThat(received()).isEmpty();
    }

    @Test
    void refusesAFileWithoutAKeyAndQuotesNothingOfIt() {
        byte[] secret = "s3cr3t".getBytes(StandardCharsets.US_ASCII);
        for (String content : new String[] {
            "s3cr3t",
            pem("PRIVATE KEY", secret),
            pem("RSA PRIVATE KEY", secret),
            "-----BEGIN PRIVATE KEY-----\ns3cr3t\n-----END PRIVATE KEY-----\n"
        }) {
            assertThatThrownBy(() -> app(content).token().reveal())
                    .isInstanceOf(ForgeException.class)
                    .hasMessageContaining("does not hold the RSA private key of a GitHub App")
                    .hasMessageNotContaining("s3cr3t")
                    .hasNoCause();
        }
    }

    private void hand(String token, String expiry) {
        server.stubFor(post(urlPathEqualTo(TOKENS)).willReturn(json(201, """
                        {"token": "%s", "expires_at": "%s", "permissions": {"contents": "write", "pull_requests": "write"},
                         "repository_selection": "selected"}
                        """.formatted(token, expiry))));
    }

    private ForgeConnection app(String key) throws IOException {
        Path file = Files.writeString(folder.resolve("app.pem"), key);
        return connection(new Repository.App("Iv23liExample", "4711", file), Duration.ofSeconds(20));
    }

    private static String pkcs8() {
        return pem("PRIVATE KEY", KEYS.getPrivate().getEncoded());
    }

    /** The same without what PKCS#8 puts before it: 26 bytes for a key of this length. */
    private static String pkcs1() {
        byte[] key = KEYS.getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(key, 26, key.length));
    }

    private static String pem(String type, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static JsonNode decoded(String part) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
