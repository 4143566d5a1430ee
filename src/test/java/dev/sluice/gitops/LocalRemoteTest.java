package dev.sluice.gitops;

import static dev.sluice.gitops.BareRepository.AUTHOR;
import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Git must take a push in, the git program must be installed here. */
class LocalRemoteTest {

    @TempDir
    Path folder;

    @BeforeEach
    void keepTheDevelopersConfigurationOut() {
        IsolatedSystemReader.install();
    }

    @Test
    void refusesToMoveABranchUnderTheFilesOfSomebody() throws Exception {
        // Given
        try (Git git = checkedOut()) {
            ObjectId before = git.getRepository().resolve("refs/heads/main");

            // When
            assertThatThrownBy(() -> publish(origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("refused the push to 'main': branch is currently checked out");
            assertThat(git.getRepository().resolve("refs/heads/main")).isEqualTo(before);
            assertThat(git.status().call().isClean()).isTrue();
        }
    }

    @Test
    void movesABranchThatNobodyHasCheckedOut() throws Exception {
        // Given
        try (Git git = checkedOut()) {
            git.checkout().setCreateBranch(true).setName("mine").call();

            // When
            publish(origin(), writing("a", "new"));

            // Then
            assertThat(git.status().call().isClean()).isTrue();
            Repository repository = git.getRepository();
            Snapshot now = Snapshot.of(repository, repository.resolve("refs/heads/main"));
            assertThat(now.text("a")).contains("new");
        }
    }

    @Test
    void findsHooksWhereTheRepositoryKeepsThem() throws Exception {
        // Given
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.hook("pre-receive", "exit 1");
        Path elsewhere = Files.move(repository.directory().resolve("hooks"), folder.resolve("hooks"));
        repository.configure("core", "hooksPath", elsewhere.toString());

        // When
        assertThatThrownBy(() -> publish(repository.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageContaining("pre-receive hook declined");
    }

    @Test
    void saysThatGitDoesNotTakeTheRepository() throws Exception {
        // Given
        BareRepository repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.hook("pre-receive", "exit 0");
        repository.configure("core", "repositoryFormatVersion", "1");
        repository.configure("extensions", "unheardOf", "true");

        // When
        assertThatThrownBy(() -> publish(repository.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessage("cannot push to " + repository.url()
                        + ": git receive-pack did not answer: is git installed, and does it accept this repository?");
    }

    @Test
    void reachesARepositoryWithABlankInItsPath() throws Exception {
        // Given
        BareRepository repository = BareRepository.create(folder.resolve("the fleet.git"));
        repository.hook("pre-receive", "exit 0");

        // When
        publish(repository.origin(), writing("a", "new"));

        // Then
        assertThat(repository.files("main")).containsExactly(Map.entry("a", "new"));
    }

    private Git checkedOut() throws Exception {
        Git git = Git.init()
                .setDirectory(folder.resolve("work").toFile())
                .setInitialBranch("main")
                .call();
        git.getRepository().getConfig().setBoolean("core", null, "bare", false); // as git init does
        git.getRepository().getConfig().save();
        Files.writeString(folder.resolve("work/a"), "old");
        git.add().addFilepattern("a").call();
        git.commit()
                .setMessage("Start")
                .setAuthor("Somebody", "somebody@example.com")
                .setCommitter("Somebody", "somebody@example.com")
                .setSign(false)
                .call();
        return git;
    }

    private Origin origin() {
        return new Origin("file://" + folder.resolve("work"), "main", new Origin.Anonymous(), AUTHOR);
    }
}
