package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushRaceTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
    }

    @Test
    void secondOfTwoIsOutrunAndLosesNothing() throws IOException {
        // Given
        repository.write("main", Map.of("a", "0", "b", "0"));
        try (Remote first = Remote.open(repository.origin(), CONNECTIONS);
                Remote second = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot same = first.fetch();
            Snapshot seen = second.fetch();
            assertThat(seen.commit()).isEqualTo(same.commit());

            // When
            Publication won = new PushingPublisher(first, COMMITS).publish(same, writing("a", "1"));
            Publication lost = new PushingPublisher(second, COMMITS).publish(seen, writing("b", "2"));
            Publication retried = new PushingPublisher(second, COMMITS).publish(second.fetch(), writing("b", "2"));

            // Then
            assertThat(won).isInstanceOf(Publication.Landed.class);
            assertThat(lost).isInstanceOf(Publication.Outrun.class);
            assertThat(retried).isInstanceOf(Publication.Landed.class);
        }
        assertThat(repository.files("main")).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(repository.log("main")).hasSize(3);
    }

    @Test
    void firstCommitIsOutrunByABranchThatWasCreatedMeanwhile() throws IOException {
        // Given
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot empty = remote.fetch();
            ObjectId theirs = repository.write("main", Map.of("a", "theirs"));

            // When
            Publication publication = new PushingPublisher(remote, COMMITS).publish(empty, writing("a", "ours"));

            // Then
            assertThat(publication).isInstanceOf(Publication.Outrun.class);
            assertThat(repository.tip("main")).isEqualTo(theirs);
        }
    }

    @Test
    void isOutrunByARewrittenBranch() throws IOException {
        // Given
        repository.write("main", Map.of("a", "0"));
        ObjectId rewritten = repository.write("other", Map.of("a", "rewritten"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot snapshot = remote.fetch();
            repository.point("main", rewritten);

            // When
            Publication publication = new PushingPublisher(remote, COMMITS).publish(snapshot, writing("a", "ours"));

            // Then
            assertThat(publication).isInstanceOf(Publication.Outrun.class);
            assertThat(repository.tip("main")).isEqualTo(rewritten);
        }
    }

    @Test
    void isOutrunByACommitThatComesWhileThePushIsUnderWay() throws Exception {
        // Given
        repository.write("main", Map.of("a", "0"));
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.beforePush(() -> theirs("main"));

            // When
            Publication publication = publish(server.origin(), writing("a", "ours"));

            // Then
            assertThat(publication).isInstanceOf(Publication.Outrun.class);
            assertThat(repository.files("main")).containsEntry("a", "theirs");
        }
    }

    @Test
    void isOutrunByACommitThatComesWhileTheServerTakesThePushIn() throws Exception {
        // Given
        repository.write("main", Map.of("a", "0"));
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.preReceive((pack, commands) -> theirs("main"));

            // When
            Publication publication = publish(server.origin(), writing("a", "ours"));

            // Then
            assertThat(publication).isInstanceOf(Publication.Outrun.class);
            assertThat(repository.files("main")).containsEntry("a", "theirs");
        }
    }

    @Test
    void isOutrunByABranchThatIsCreatedWhileThePushIsUnderWay() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.beforePush(() -> theirs("main"));

            // When
            Publication publication = publish(server.origin(), writing("a", "ours"));

            // Then
            assertThat(publication).isInstanceOf(Publication.Outrun.class);
            assertThat(repository.files("main")).containsEntry("a", "theirs");
        }
    }

    /** The words of the git program differ from those of JGit. */
    @Test
    void isOutrunByACommitThatComesWhileGitTakesThePushIn() throws Exception {
        // Given
        repository.write("main", Map.of("a", "0"));
        ObjectId theirs = repository.write("other", Map.of("a", "theirs"));
        repository.hook("pre-receive", "env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main " + theirs.name());

        // When
        Publication publication = publish(repository.origin(), writing("a", "ours"));

        // Then
        assertThat(publication).isInstanceOf(Publication.Outrun.class);
        assertThat(repository.tip("main")).isEqualTo(theirs);
    }

    @Test
    void doesNotTakeAStaleLockForARace() throws Exception {
        // Given
        ObjectId before = repository.write("main", Map.of("a", "0"));
        Files.createFile(repository.directory().resolve("refs/heads/main.lock"));
        try (GitHttpServer server = GitHttpServer.start(repository)) {

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "ours")))

                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith(
                            "the remote " + server.url() + " could not move 'main', though no other push moved it: ")
                    .hasMessageContaining("refs/heads/main.lock");
            assertThat(repository.tip("main")).isEqualTo(before);
        }
    }

    @Test
    void doesNotTakeAStaleLockOfGitForARace() throws Exception {
        // Given
        repository.write("main", Map.of("a", "0"));
        repository.hook("pre-receive", "exit 0"); // so that Git takes it in
        Files.createFile(repository.directory().resolve("refs/heads/main.lock"));

        // When
        assertThatThrownBy(() -> publish(repository.origin(), writing("a", "ours")))

                // Then
                .isInstanceOf(GitException.class)
                .hasMessageContaining("though no other push moved it: ")
                .hasMessageContaining("File exists")
                .hasMessageContaining("refs/heads/main.lock");
    }

    private void theirs(String branch) {
        try {
            repository.write(branch, Map.of("a", "theirs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
