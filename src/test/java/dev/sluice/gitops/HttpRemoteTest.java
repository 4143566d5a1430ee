package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.GitHttpServer.USERNAME;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpRemoteTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @AutoClose
    GitHttpServer server;

    @BeforeEach
    void startServer() throws Exception {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        server = GitHttpServer.start(repository);
    }

    @Test
    void publishesWithAToken() throws Exception {
        // Given
        ObjectId parent = repository.write("main", Map.of("a", "old"));

        // When
        Publication publication = publish(server.origin(), writing("a", "new"));

        // Then
        assertThat(publication)
                .isEqualTo(new Publication.Landed(repository.tip("main").name()));
        assertThat(repository.log("main").getFirst().getParents())
                .extracting(ObjectId::getName)
                .containsExactly(parent.name());
        assertThat(repository.files("main")).containsExactly(Map.entry("a", "new"));
        assertThat(server.pushes()).hasSize(1);
    }

    @Test
    void makesTheFirstCommitOfARepository() throws Exception {
        publish(server.origin(), writing("a", "a"));
        assertThat(repository.log("main")).hasSize(1);
        assertThat(repository.files("main")).containsExactly(Map.entry("a", "a"));
    }

    @Test
    void pushesMoreThanOneBufferHolds() throws Exception {
        // Given
        byte[] noise = new byte[3 << 20]; // JGit sends requests above 1 MiB in chunks
        new Random(1).nextBytes(noise);
        String text = new String(noise, StandardCharsets.ISO_8859_1);

        // When
        publish(server.origin(), writing("noise", text));

        // Then
        assertThat(repository.files("main")).containsEntry("noise", text);
        assertThat(server.pushes().getFirst().headers()).containsEntry("Transfer-Encoding", "chunked");
    }

    @Test
    void refusesAWrongToken() throws Exception {
        // Given
        ObjectId before = repository.write("main", Map.of("a", "old"));
        Origin origin = server.origin(new Origin.Token(USERNAME, Secret.of("wrong")));

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("cannot read " + server.url()
                        + ": the credentials were refused: check git.username and git.token or git.token-file");
        assertThat(repository.tip("main")).isEqualTo(before);
    }

    @Test
    void triesAWrongTokenOnce() {
        // Given
        Origin origin = server.origin(new Origin.Token(USERNAME, Secret.of("wrong")));

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new"))).isInstanceOf(GitException.class);

        // Then
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests())
                .filteredOn(request -> request.headers().containsKey("Authorization"))
                .hasSize(1);
    }

    @Test
    void followsARedirectOnTheSameServer() throws Exception {
        // Given
        server.redirectTo(server.url());
        Origin old = new Origin(server.url("old.git"), "main", server.origin().credentials(), BareRepository.AUTHOR);

        // When
        Publication publication = publish(old, writing("a", "new"));

        // Then
        assertThat(publication).isInstanceOf(Publication.Landed.class);
        assertThat(server.pushes()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingToAnotherPortOfTheSameHost(RedirectAt when) throws Exception {
        repository.write("main", Map.of("a", "old"));
        try (GitHttpServer stranger = GitHttpServer.start(repository)) {
            server.redirectTo(stranger.url(), when);

            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessage("cannot read " + server.url() + ": it redirects to "
                            // At such a point JGit follows nothing, and does not say where to.
                            + (when == RedirectAt.SENDING
                                    ? "another address"
                                    : stranger.url().replace("/fleet.git", ""))
                            + ", and credentials go to the configured scheme, host and port alone: if that is right,"
                            + " put the new address into git.url");
            assertThat(stranger.requests()).isEmpty();
            assertThat(repository.files("main")).containsExactly(Map.entry("a", "old"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingToAnotherHost(RedirectAt when) throws Exception {
        repository.write("main", Map.of("a", "old"));
        try (GitHttpServer stranger = GitHttpServer.start(repository)) {
            server.redirectTo(stranger.url().replace("127.0.0.1", "localhost"), when);

            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining(
                            when == RedirectAt.SENDING
                                    ? "it redirects to another"
                                    : "it redirects to http://localhost:");
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void sendsNothingElsewhereWithoutCredentialsEither() throws Exception {
        repository.write("main", Map.of("a", "old"));
        try (GitHttpServer stranger = GitHttpServer.start(repository)) {
            server.redirectTo(stranger.url());

            assertThatThrownBy(() -> publish(server.origin(new Origin.Anonymous()), writing("a", "new")))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("it redirects to " + stranger.url().replace("/fleet.git", ""));
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void asksForCredentialsWhereNoneAreConfigured() throws Exception {
        // Given
        repository.write("main", Map.of("a", "old"));
        Origin origin = server.origin(new Origin.Anonymous());

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "cannot read " + server.url() + ": it asks for credentials: set git.token or git.token-file");
    }

    @Test
    void saysThatATokenMayOnlyRead() throws Exception {
        // Given
        ObjectId before = repository.write("main", Map.of("a", "old"));
        server.answerPushesWith(PushAnswer.FORBIDDEN);

        // When
        assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("cannot push to " + server.url())
                .hasMessageContaining("give git.username the right to push");
        assertThat(repository.tip("main")).isEqualTo(before);
        assertThat(server.pushes()).isEmpty();
    }

    @Test
    void saysThatARepositoryIsArchived() throws Exception {
        // Given
        repository.write("main", Map.of("a", "old"));
        server.answerPushesWith(PushAnswer.ARCHIVED);

        // When
        assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "cannot push to " + server.url() + ": the repository is archived: nothing can be pushed to it"
                                + " until it is taken out of the archive");
    }

    @Test
    void namesARepositoryThatDoesNotExist() {
        // Given
        Origin origin = at(server.url("other.git"));

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageContaining("cannot read " + server.url("other.git"))
                .hasMessageContaining("there is no such repository")
                .hasMessageContaining("git.url");
    }

    @Test
    void refusesAPageThatIsNoRepository() {
        // Given
        Origin origin = at(server.url("portal/fleet.git"));

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("cannot read " + server.url("portal/fleet.git")
                        + ": what answers there is not a Git repository: check git.url");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        // Given
        Origin origin = server.origin();
        server.close();

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageContaining("cannot read " + origin.url())
                .hasMessageContaining("the connection is refused");
    }

    @Test
    void readsATokenFileAgain() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "expired");
        Origin origin = server.origin(new Origin.Token(USERNAME, Secret.in(file)));
        assertThatThrownBy(() -> publish(origin, writing("a", "a"))).isInstanceOf(GitException.class);

        // When
        Files.writeString(file, GitHttpServer.TOKEN + "\n");

        // Then
        assertThat(publish(origin, writing("a", "a"))).isInstanceOf(Publication.Landed.class);
    }

    @Test
    void namesATokenFileThatIsGone() {
        // Given
        Path file = folder.resolve("token");
        Origin origin = server.origin(new Origin.Token(USERNAME, Secret.in(file)));

        // When
        assertThatThrownBy(() -> publish(origin, writing("a", "a")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("cannot read the secret file " + file);
    }

    private Origin at(String url) {
        return new Origin(url, "main", server.origin().credentials(), AUTHOR);
    }
}
