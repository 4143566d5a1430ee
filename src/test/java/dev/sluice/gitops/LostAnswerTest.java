package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is pushed is either there or not, whatever the network makes of the answer. */
class LostAnswerTest {

    @TempDir
    Path folder;

    BareRepository repository;

    ObjectId before;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        before = repository.write("main", Map.of("a", "old"));
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTERWARDS", "CUT_AFTERWARDS"})
    void isCommittedWhereOnlyTheAnswerGotLost(PushAnswer answer) throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.answerPushesWith(answer);

            // When
            Publication publication = publish(server.origin(), writing("a", "new"));

            // Then
            assertThat(publication)
                    .isEqualTo(new Publication.Landed(repository.tip("main").name()));
            assertThat(repository.files("main")).containsEntry("a", "new");
            assertThat(repository.log("main")).hasSize(2);
            assertThat(server.pushes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTERWARDS", "CUT_AFTERWARDS"})
    void isCommittedWhereOthersPushedOnTopBeforeAnyoneCouldLook(PushAnswer answer) throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.answerPushesWith(answer);
            server.afterPush(() -> {
                for (int i = 0; i < 3; i++) {
                    theirs("theirs-" + i);
                }
            });

            // When
            Publication publication = publish(server.origin(), writing("a", "new"));

            // Then
            assertThat(publication)
                    .isEqualTo(
                            new Publication.Landed(repository.log("main").get(3).name()));
            assertThat(repository.files("main")).containsEntry("a", "new");
        }
    }

    @Test
    void isNotCommittedWhereAnotherPushTookItsPlace() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.answerPushesWith(PushAnswer.CUT_BEFORE);
            server.beforePush(() -> theirs("b"));

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("cannot push to " + server.url());
            assertThat(repository.files("main")).containsEntry("a", "old");
        }
    }

    @Test
    void saysWhichCommitMayHaveArrivedWhereTheServerIsGone() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            String url = server.url();
            server.answerPushesWith(PushAnswer.CUT_AFTERWARDS);
            server.afterPush(server::stopListening);

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("cannot push to " + url)
                    .hasMessageEndingWith("; whether commit "
                            + repository.tip("main").name() + " arrived cannot be seen now: the next run finds out");
        }
    }

    private void theirs(String path) {
        try {
            repository.write("main", Map.of(path, "theirs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failsWhereThePushGotLost() throws Exception {
        // Given
        try (GitHttpServer server = GitHttpServer.start(repository)) {
            server.answerPushesWith(PushAnswer.CUT_BEFORE);

            // When
            assertThatThrownBy(() -> publish(server.origin(), writing("a", "new")))
                    // Then
                    .isInstanceOf(GitException.class)
                    .hasMessageStartingWith("cannot push to " + server.url());
            assertThat(repository.tip("main")).isEqualTo(before);
            assertThat(server.pushes()).hasSize(1);
        }
    }

    @Test
    void failsWhereTheServerDiesWhileItTakesThePushIn() throws IOException {
        // Given
        repository.hook("pre-receive", "kill -9 $PPID");

        // When
        assertThatThrownBy(() -> publish(repository.origin(), writing("a", "new")))
                // Then
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("cannot push to " + repository.url());
        assertThat(repository.tip("main")).isEqualTo(before);
    }

    @Test
    void isCommittedWhereTheServerDiesOnceTheBranchHasMoved() throws IOException {
        // Given
        repository.hook("reference-transaction", "[ \"$1\" != committed ] || kill -9 $PPID");

        // When
        Publication publication = publish(repository.origin(), writing("a", "new"));

        // Then
        assertThat(publication)
                .isEqualTo(new Publication.Landed(repository.tip("main").name()));
        assertThat(repository.files("main")).containsEntry("a", "new");
    }
}
