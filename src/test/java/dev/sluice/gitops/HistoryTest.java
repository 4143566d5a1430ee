package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.History.Area;
import dev.sluice.gitops.History.Past;
import dev.sluice.gitops.History.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final Area A = Area.of("a");
    private static final Area B = Area.of("b");

    @TempDir
    Path folder;

    private BareRepository repository;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
    }

    private interface Look {
        void at(History history, Snapshot snapshot) throws IOException;
    }

    private void look(Look look) throws IOException {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            History history = new History(remote);
            Snapshot snapshot = remote.fetch();
            history.from(snapshot);
            look.at(history, snapshot);
        }
    }

    @Test
    void tellsAncestorsFromDescendants() throws IOException {
        String first = write("clusters/a/f", "1").name();
        String second = write("clusters/a/f", "2").name();
        String third = write("clusters/b/f", "1").name();

        look((history, snapshot) -> {
            assertThat(history.relation(second, second)).isEqualTo(Relation.DESCENDANT);
            assertThat(history.relation(second, third)).isEqualTo(Relation.DESCENDANT);
            assertThat(history.relation(second, first)).isEqualTo(Relation.ANCESTOR);
        });
    }

    @Test
    void fetchesAsMuchHistoryAsItNeeds() throws IOException {
        String first = write("clusters/a/f", "1").name();
        String last = first;
        for (int i = 0; i < 40; i++) {
            last = write("clusters/b/f", Integer.toString(i)).name();
        }
        String head = last;

        look((history, snapshot) -> {
            assertThat(history.relation(head, first)).isEqualTo(Relation.ANCESTOR);
            assertThat(history.relation(first, head)).isEqualTo(Relation.DESCENDANT);
            assertThat(history.lastChanges("clusters", List.of(A, B)))
                    .extractingByKeys(A, B)
                    .extracting(Past::commit)
                    .containsExactly(first, head);
        });
    }

    @Test
    void showsWhatOneCommitDid() throws IOException {
        String first = write("clusters/a/f", "1").name();
        String second = write("clusters/a/f", "2").name();
        repository.point("other", ObjectId.fromString(first));
        String other =
                repository.write("other", Map.of("clusters/a/f", "other")).name();
        for (int i = 0; i < 5; i++) {
            write("clusters/b/f", Integer.toString(i));
        }

        look((history, snapshot) -> {
            assertThat(history.step(second)).hasValueSatisfying(step -> {
                assertThat(step.commit().commit()).isEqualTo(second);
                assertThat(step.before().text("clusters/a/f")).hasValue("1");
                assertThat(step.after().text("clusters/a/f")).hasValue("2");
            });
            assertThat(history.step(first))
                    .hasValueSatisfying(step ->
                            assertThat(step.before().text("clusters/a/f")).isEmpty());
            assertThat(history.step(other)).isEmpty();
            assertThat(history.step("main")).isEmpty();
        });
    }

    @Test
    void knowsNoRelationToWhatIsNotOfTheBranch() throws IOException {
        ObjectId first = write("clusters/a/f", "1");
        repository.point("other", first);
        String other =
                repository.write("other", Map.of("clusters/a/f", "other")).name();
        String head = write("clusters/a/f", "2").name();

        look((history, snapshot) -> {
            assertThat(history.relation(head, other)).isEqualTo(Relation.UNRELATED);
            assertThat(history.relation(head, "1.2.3")).isEqualTo(Relation.UNRELATED);
            assertThat(history.relation(head, "f".repeat(40))).isEqualTo(Relation.UNRELATED);
        });
    }

    @Test
    void looksAgainOnceTheBranchHasMoved() throws IOException {
        String first = write("clusters/a/f", "1").name();
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            History history = new History(remote);
            history.from(remote.fetch());
            write("clusters/a/f", "2");
            String third = write("clusters/a/f", "3").name();
            assertThat(history.relation(first, third)).isEqualTo(Relation.UNRELATED);

            history.from(remote.fetch());

            assertThat(history.relation(first, third)).isEqualTo(Relation.DESCENDANT);
            assertThat(history.lastChanges("clusters", List.of(A)).get(A).commit())
                    .isEqualTo(third);
        }
    }

    @Test
    void namesTheFirstCommitOfAFolderThatNeverChanged() throws IOException {
        String first = write("clusters/a/f", "1").name();
        write("README.md", "Fleet");

        look((history, snapshot) -> assertThat(
                        history.lastChanges("clusters", List.of(A)).get(A).commit())
                .isEqualTo(first));
    }

    @Test
    void tellsTheChangesOfFoldersInAFolderApart() throws IOException {
        Area deep = Area.of("a/deep");
        Area other = Area.of("a/other");
        Area visible = new Area("a", Set.of(".hidden", "other"));
        write("clusters/a/deep/f", "1");
        write("clusters/a/g", "1");
        write("clusters/a/.hidden/f", "1");
        String changed = write("clusters/a/deep/f", "2").name();
        write("clusters/a/other/f", "1");
        String removed = repository.delete("main", "clusters/a/g").name();
        String changedOther = write("clusters/a/other/f", "2").name();
        String last = write("clusters/a/.hidden/f", "2").name();
        write("clusters/b/deep/f", "1");

        look((history, snapshot) -> assertThat(history.lastChanges("clusters", List.of(A, deep, other, visible)))
                .extractingByKeys(A, deep, other, visible)
                .extracting(Past::commit)
                .containsExactly(last, changed, changedOther, removed));
    }

    @Test
    void takesTheOldestCommitForAChangeBeyondWhatItReads() throws IOException {
        // Given
        String first = write("clusters/a/f", "1").name();
        String last = first;
        for (int i = 0; i < 40; i++) {
            last = write("clusters/b/f", Integer.toString(i)).name();
        }

        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            // When
            History history = new History(remote, 4);
            history.from(remote.fetch());
            String bound = history.lastChanges("clusters", List.of(A)).get(A).commit();

            // Then
            assertThat(bound).isNotEqualTo(first);
            assertThat(history.relation(bound, last)).isEqualTo(Relation.DESCENDANT);
            assertThat(history.relation(bound, first)).isEqualTo(Relation.UNRELATED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksAServerThatLeavesFilesOut(boolean filters) throws Exception {
        String first = write("clusters/a/f", "1").name();
        for (int i = 0; i < 20; i++) {
            write("clusters/b/f", Integer.toString(i));
        }
        repository.configure("uploadpack", "allowFilter", Boolean.toString(filters));
        try (GitHttpServer server = GitHttpServer.start(repository);
                Remote remote = Remote.open(server.origin(), CONNECTIONS)) {
            History history = new History(remote);
            Snapshot snapshot = remote.fetch();
            history.from(snapshot);

            assertThat(history.lastChanges("clusters", List.of(A, B)).get(A).commit())
                    .isEqualTo(first);
            snapshot.load("clusters");
            assertThat(snapshot.text("clusters/b/f")).hasValue("19");
        }
    }

    private ObjectId write(String path, String text) throws IOException {
        return repository.write("main", Map.of(path, text));
    }
}
