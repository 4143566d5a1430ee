package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.proxy.ForwardProxy;
import dev.sluice.proxy.Proxies;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishing through a proxy, to a server that cannot be reached without. */
class ProxiedRemoteTest {

    private static final String HOST = "git.sluice.example";

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void publishesOverHttpsThroughAProxy(boolean isGuarded) throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:" + HOST);
        try (GitHttpServer server = GitHttpServer.start(repository, certificate);
                ForwardProxy proxy = isGuarded ? ForwardProxy.guarded() : ForwardProxy.open()) {
            // When
            publish(behind(server), trusting(certificate, proxy.proxies()), writing("a", "new"));

            // Then
            assertThat(repository.files("main")).containsExactly(Map.entry("a", "new"));
            assertThat(proxy.passed()).isNotEmpty().allMatch(("CONNECT " + HOST + ":" + port(server))::equals);
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Proxy-Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void publishesOverHttpThroughAProxy(boolean isGuarded) throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository);
                ForwardProxy proxy = isGuarded ? ForwardProxy.guarded() : ForwardProxy.open()) {
            // When
            publish(behind(server), through(proxy.proxies()), writing("a", "new".repeat(1 << 20)));

            // Then
            assertThat(repository.files("main").get("a")).hasSize(3 << 20);
            assertThat(proxy.passed())
                    .isNotEmpty()
                    .allMatch(said -> said.endsWith("http://" + HOST + ":" + port(server)));
            assertThat(proxy.refused()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void saysThatTheProxyRefusesThePassword(String scheme) throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:" + HOST);
        try (GitHttpServer server = scheme.equals("http")
                        ? GitHttpServer.start(repository)
                        : GitHttpServer.start(repository, certificate);
                ForwardProxy proxy = ForwardProxy.guarded()) {
            String wrong = proxy.urlWithAccount().replace("p%40ss", "s3cret");
            Proxies proxies = ForwardProxy.proxies(Map.of("HTTP_PROXY", wrong, "HTTPS_PROXY", wrong));

            // When
            assertThatThrownBy(() -> publish(behind(server), trusting(certificate, proxies), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + behind(server).url() + ": the proxy "
                            + URI.create(proxy.url()).getAuthority()
                            + " (" + scheme.toUpperCase(Locale.ROOT) + "_PROXY) refuses the user or the password"
                            + " that " + scheme.toUpperCase(Locale.ROOT) + "_PROXY gives it")
                    .hasMessageNotContaining("s3cret");
            assertThat(proxy.refused()).hasSizeLessThanOrEqualTo(2);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void saysThatTheProxyAsksForAPassword() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:" + HOST);
        try (GitHttpServer server = GitHttpServer.start(repository, certificate);
                ForwardProxy proxy = ForwardProxy.guarded()) {
            Proxies proxies = ForwardProxy.proxies(Map.of("HTTPS_PROXY", proxy.url()));

            assertThatThrownBy(() -> publish(behind(server), trusting(certificate, proxies), writing("a", "new")))
                    .hasMessageContaining("asks for a user and a password: put them into HTTPS_PROXY");
        }
    }

    @Test
    void saysThatTheProxyLetsNothingThrough() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:" + HOST);
        try (GitHttpServer server = GitHttpServer.start(repository, certificate);
                ForwardProxy proxy = ForwardProxy.open()) {
            proxy.answer(403);

            assertThatThrownBy(
                            () -> publish(behind(server), trusting(certificate, proxy.proxies()), writing("a", "new")))
                    .hasMessageContaining(
                            "(https_proxy) does not let it through (it answered 403): allow the server there,"
                                    + " or name it in NO_PROXY");
        }
    }

    @Test
    void saysThatTheProxyCannotBeReached() {
        Proxies proxies = ForwardProxy.proxies(Map.of("HTTPS_PROXY", "http://127.0.0.1:1"));
        Origin origin =
                new Origin("https://" + HOST + "/fleet.git", "main", new Origin.Anonymous(), BareRepository.AUTHOR);

        assertThatThrownBy(() -> publish(origin, through(proxies), writing("a", "new")))
                .hasMessageContaining("cannot connect to 127.0.0.1:1: the connection is refused; check HTTPS_PROXY");
    }

    @Test
    void passesTheProxyByWhereItIsToldTo() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository);
                ForwardProxy proxy = ForwardProxy.open()) {
            // When
            publish(server.origin(), through(proxy.proxies()), writing("a", "new")); // this machine

            // Then
            assertThat(proxy.passed()).isEmpty();
            assertThat(repository.files("main")).containsEntry("a", "new");
        }
    }

    private static Origin behind(GitHttpServer server) {
        Origin origin = server.origin();
        return new Origin(origin.url().replace("127.0.0.1", HOST), "main", origin.credentials(), origin.author());
    }

    private static int port(GitHttpServer server) {
        return URI.create(server.url()).getPort();
    }

    private static Connections through(Proxies proxies) {
        return new Connections(Duration.ofSeconds(10), Optional.empty(), proxies);
    }

    private static Connections trusting(SelfSignedCertificate certificate, Proxies proxies) throws Exception {
        return new Connections(Duration.ofSeconds(10), Optional.of(certificate.trustManagers()), proxies);
    }
}
