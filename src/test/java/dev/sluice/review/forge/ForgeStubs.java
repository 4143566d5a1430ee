package dev.sluice.review.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.gitops.Secret;
import dev.sluice.review.Forge;
import dev.sluice.review.Proposal;
import dev.sluice.review.PullRequest;
import dev.sluice.review.Repository;
import dev.sluice.review.forge.calls.ForgeProvider;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test of one forge's class against answers as the forge documents them, without a second of waiting. */
public abstract class ForgeStubs {

    protected static final String TOKEN = "s3cr3t-t0ken";
    protected static final String SHA = "9b3f1c07de5a4682b1e0c5d7a8f2436190beda57";
    protected static final String BRANCH = "sluice/demo";

    public static final Proposal PROPOSAL = new Proposal(
            BRANCH,
            "main",
            "demo: deny 3 more",
            "The body",
            List.of("risk/low"),
            List.of(),
            List.of(),
            List.of(),
            false);

    protected final Patience patience = new Patience();
    protected final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    @Inject
    TlsConfigurationRegistry tls;

    final ForgeProvider provider;
    private final String path;

    /** @param path the repository's */
    protected ForgeStubs(ForgeProvider provider, String path) {
        this.provider = provider;
        this.path = path;
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    protected Forge forge() {
        return forge(Secret.of(TOKEN));
    }

    protected Forge forge(Secret token) {
        return connection(new Repository.AccessToken(token), Duration.ofSeconds(20))
                .forge();
    }

    /** @param path another repository's */
    protected Forge forge(String path) {
        return connection(path, new Repository.AccessToken(Secret.of(TOKEN)), Duration.ofSeconds(20))
                .forge();
    }

    protected ForgeConnection connection(Repository.ForgeCredentials credentials, Duration timeout) {
        return connection(path, credentials, timeout);
    }

    private ForgeConnection connection(String path, Repository.ForgeCredentials credentials, Duration timeout) {
        Repository repository = new Repository(
                URI.create(server.baseUrl() + "/api"),
                path,
                credentials,
                timeout,
                Duration.ofMinutes(2),
                Optional.empty());
        return ForgeConnection.to(provider, repository, tls, patience, patience);
    }

    /** An answer that holds no comments. */
    protected String noComments() {
        return "[]";
    }

    /** What is sent of a token. */
    protected String sent(String token) {
        return token;
    }

    /** Number 7, open, without labels. */
    protected PullRequest request(String... labels) {
        return new PullRequest(
                7,
                URI.create("https://forge.example/7"),
                PullRequest.RequestState.OPEN,
                "demo: deny 2 more",
                "An old body",
                Set.of(labels),
                SHA);
    }

    /** A proposal that brings one label and takes another one away. */
    protected static Proposal with(String label, String dropped) {
        return new Proposal(
                BRANCH,
                "main",
                PROPOSAL.title(),
                PROPOSAL.body(),
                List.of(label),
                List.of(dropped),
                List.of(),
                List.of(),
                false);
    }

    /** A proposal that asks for reviews and nothing else. */
    protected static Proposal asking(String... reviewers) {
        return new Proposal(
                BRANCH, "main", "title", "body", List.of(), List.of(), List.of(reviewers), List.of(), false);
    }

    /** What has been asked of the server, each with its body behind. */
    protected List<String> requests() {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> line(event.getRequest()))
                .toList();
    }

    protected List<LoggedRequest> received() {
        return server.getAllServeEvents().reversed().stream()
                .map(event -> event.getRequest())
                .toList();
    }

    protected ResponseDefinitionBuilder json(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(json);
    }

    /** A documented answer in a file beside the tests. */
    protected static String recorded(String file) {
        try (InputStream content = ForgeStubs.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(content, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(LoggedRequest request) {
        String body = request.getBodyAsString();
        return request.getMethod() + " " + request.getUrl().substring("/api".length())
                + (body.isEmpty() ? "" : " " + body);
    }
}
