package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteTest {

    @TempDir
    Path folder;

    BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
    }

    @Test
    void fetchesWhatTheBranchHolds() throws IOException {
        // Given
        ObjectId tip = repository.write("main", Map.of("clusters/demo/a.yaml", "kind: A\n"));
        repository.write("other", Map.of("clusters/demo/a.yaml", "kind: B\n"));

        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            // When
            Snapshot snapshot = remote.fetch();

            // Then
            assertThat(snapshot.commit()).contains(tip.name());
            assertThat(snapshot.text("clusters/demo/a.yaml")).contains("kind: A\n");
        }
    }

    @Test
    void takesARepositoryWithoutBranchesForEmpty() {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot snapshot = remote.fetch();
            assertThat(snapshot.commit()).isEmpty();
            assertThat(snapshot.files("")).isEmpty();
        }
    }

    @Test
    void namesTheBranchesOfARepositoryThatLacksTheConfiguredOne() throws IOException {
        // Given
        repository.write("master", Map.of("a", "a"));
        repository.write("feature/x", Map.of("a", "a"));

        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            // When
            assertThatThrownBy(remote::fetch)
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessage("branch 'main' does not exist in " + repository.url()
                            + ", which has feature/x, master: create it or change git.branch");
        }
    }

    @Test
    void namesFiveOfManyBranches() throws IOException {
        // Given
        for (int i = 1; i <= 7; i++) {
            repository.write("b" + i, Map.of("a", "a"));
        }

        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            // When
            assertThatThrownBy(remote::fetch)
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("which has b1, b2, b3, b4, b5 and 2 more:");
        }
    }

    @Test
    void seesWhatWasPushedSinceItFetchedLast() throws IOException {
        // Given
        repository.write("main", Map.of("a", "old"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot old = remote.fetch();
            repository.write("main", Map.of("a", "new"));

            // When
            Snapshot now = remote.fetch();

            // Then
            assertThat(now.text("a")).contains("new");
            assertThat(old.text("a")).contains("old");
        }
    }

    @Test
    void followsABranchThatWasRewritten() throws IOException {
        // Given
        repository.write("main", Map.of("a", "old"));
        ObjectId rewritten = repository.write("rewritten", Map.of("a", "new"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            remote.fetch();
            repository.point("main", rewritten);

            // When
            Snapshot now = remote.fetch();

            // Then
            assertThat(now.text("a")).contains("new");
        }
    }

    @Test
    void fetchesTheLastCommitAlone() throws IOException {
        // Given
        ObjectId first = repository.write("main", Map.of("a", "1"));
        ObjectId last = repository.write("main", Map.of("a", "2"));

        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            // When
            remote.fetch();

            // Then
            assertThat(remote.repository().getObjectDatabase().has(last)).isTrue();
            assertThat(remote.repository().getObjectDatabase().has(first)).isFalse();
        }
    }

    @Test
    void takesItsObjectStoreAway() throws IOException {
        // Given
        repository.write("main", Map.of("a", "a"));
        Remote remote = Remote.open(repository.origin(), CONNECTIONS);
        remote.fetch();
        Path store = remote.repository().getDirectory().toPath();
        assertThat(store).exists();

        // When
        remote.close();

        // Then
        assertThat(store).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsNoRepository() throws IOException {
        // Given
        String url = "file://" + Files.createDirectory(folder.resolve("empty"));

        try (Remote remote = Remote.open(new Origin(url, "main", new Origin.Anonymous(), AUTHOR), CONNECTIONS)) {
            // When
            assertThatThrownBy(remote::fetch)
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("cannot read " + url)
                    .hasMessageContaining("there is no such repository")
                    .hasMessageContaining("git.url");
        }
    }
}
