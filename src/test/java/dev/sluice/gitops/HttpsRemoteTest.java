package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpsRemoteTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("a", "old"));
    }

    @Test
    void acceptsACertificateThatIsTrusted() throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "ip:127.0.0.1");

        try (GitHttpServer server = GitHttpServer.start(repository, certificate)) {
            // When
            Publication publication = publish(server.origin(), trusting(certificate), writing("a", "new"));

            // Then
            assertThat(server.url()).startsWith("https:");
            assertThat(publication).isInstanceOf(Publication.Landed.class);
            assertThat(repository.files("main")).containsExactly(Map.entry("a", "new"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotLeaveTls(RedirectAt when) throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "ip:127.0.0.1");

        try (GitHttpServer server = GitHttpServer.start(repository, certificate);
                GitHttpServer plain = GitHttpServer.start(repository)) {
            server.redirectTo(plain.url(), when);

            // When
            assertThatThrownBy(() -> publish(server.origin(), trusting(certificate), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("it redirects to ")
                    .hasMessageContaining("put the new address into git.url");
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void refusesACertificateThatNoAuthoritySigned() throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "ip:127.0.0.1");

        try (GitHttpServer server = GitHttpServer.start(repository, certificate)) {
            // When
            assertThatThrownBy(() -> publish(server.origin(), CONNECTIONS, writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + server.url() + ": no trusted authority signed its certificate: "
                            + "put its authority into the trust store of git.tls-configuration-name");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refusesATrustedCertificateThatIsForAnotherHost() throws Exception {
        // Given
        SelfSignedCertificate certificate = SelfSignedCertificate.create(folder, "dns:git.example");

        try (GitHttpServer server = GitHttpServer.start(repository, certificate)) {
            // When
            assertThatThrownBy(() -> publish(server.origin(), trusting(certificate), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("cannot read " + server.url())
                    .hasMessageContaining("127.0.0.1 found");
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Connections trusting(SelfSignedCertificate certificate) throws Exception {
        return new Connections(Duration.ofSeconds(10), Optional.of(certificate.trustManagers()));
    }
}
