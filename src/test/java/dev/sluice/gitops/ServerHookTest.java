package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks in a local repository are run by the git program, which must be installed here. */
class ServerHookTest {

    @TempDir
    Path folder;

    BareRepository repository;

    ObjectId before;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        before = repository.write("main", Map.of("a", "old"));
    }

    @Test
    void aServerRejectsAPushWithItsReason() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.preReceive((pack, commands) ->
                    commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, "not on Fridays")));

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("the remote " + server.url() + " refused the push to 'main': not on Fridays");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void aServerSaysMoreThanItsVerdict() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.preReceive((pack, commands) -> {
                pack.sendMessage("Fridays are for tests.");
                commands.forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, "hook declined"));
            });

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("hook declined: Fridays are for tests. (a hook of the server");
        }
    }

    @Test
    void aHookInALocalRepositoryRejectsAPushInItsOwnWords() throws IOException {
        // Given
        repository.hook("pre-receive", "echo 'Fridays are for tests.' >&2; exit 1");

        // When
        assertThatThrownBy(() -> publish(repository.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("the remote " + repository.url() + " refused the push to 'main': "
                        + "pre-receive hook declined: Fridays are for tests. (a hook of the server");
        assertThat(repository.tip("main")).isEqualTo(before);
    }

    @Test
    void aHookInALocalRepositorySeesThePush() throws IOException {
        // Given
        repository.hook("update", "echo $1 $2 > seen");

        // When
        Publication publication = publish(repository.origin(), writing("a", "new"));

        // Then
        assertThat(publication)
                .isEqualTo(new Publication.Landed(repository.tip("main").name()));
        assertThat(repository.directory().resolve("seen")).hasContent("refs/heads/main " + before.name());
    }
}
