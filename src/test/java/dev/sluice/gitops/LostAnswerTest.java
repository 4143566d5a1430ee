package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.publish;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gitops.GitHttpServer.PushAnswer;
import java.io.IOException;
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
                    .isEqualTo(new Publication.Committed(repository.tip("main").name()));
            assertThat(repository.files("main")).containsEntry("a", "new");
            assertThat(repository.log("main")).hasSize(2);
            assertThat(server.pushes()).hasSize(1);
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
                .isEqualTo(new Publication.Committed(repository.tip("main").name()));
        assertThat(repository.files("main")).containsEntry("a", "new");
    }
}
