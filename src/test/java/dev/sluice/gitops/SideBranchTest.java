package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideBranchTest {

    private static final String SIDE = "sluice/demo";
    private static final BranchOwner OWNER = new BranchOwner(FolderTemplate.of("clusters"), Optional.empty());

    @TempDir
    Path folder;

    BareRepository repository;

    ObjectId base;

    @BeforeEach
    void createRepository() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        base = repository.write("main", Map.of("README.md", "Fleet\n", "a", "0"));
    }

    /** A look at the repository as it is now. */
    private interface Look<T> {
        T at(SideBranch branch, Snapshot base);
    }

    private <T> T look(Look<T> look) {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot snapshot = remote.fetch();
            return look.at(new SideBranch(remote, SIDE, COMMITS, OWNER), snapshot);
        }
    }

    private SideBranch.BranchState state() {
        return look((branch, base) -> branch.state());
    }

    private Publication rewrite(String text, String content) {
        return look((branch, base) -> branch.rewrite(branch.state(), base, writing("a", text), content));
    }

    private Publication append(String text, String content) {
        return look(
                (branch, base) -> branch.append((SideBranch.Ours) branch.state(), base, writing("a", text), content));
    }

    @Test
    void isAbsentUntilItIsWritten() {
        assertThat(state()).isEqualTo(new SideBranch.NoBranch());
    }

    @Test
    void remembersBaseAndContentInItsCommit() throws IOException {
        // When
        rewrite("1", "c0ffee");

        // Then
        RevCommit commit = repository.log(SIDE).getFirst();
        assertThat(state()).isEqualTo(new SideBranch.Ours(commit.name(), base.name(), "c0ffee", 1));
        assertThat(commit.getParents()).extracting(AnyObjectId::getName).containsExactly(base.name());
        assertThat(repository.files(SIDE)).containsExactly(Map.entry("README.md", "Fleet\n"), Map.entry("a", "1"));
        assertThat(repository.tip("main")).isEqualTo(base);
    }

    @Test
    void holdsOneCommitHoweverOftenItIsRewritten() throws IOException {
        // Given
        rewrite("1", "c1");
        ObjectId moved = repository.write("main", Map.of("other", "x"));

        // When
        rewrite("2", "c2");

        // Then
        assertThat(repository.log(SIDE)).hasSize(3); // its own and the two of the followed branch
        assertThat(state()).isEqualTo(new SideBranch.Ours(repository.tip(SIDE).name(), moved.name(), "c2", 1));
        assertThat(repository.files(SIDE)).containsEntry("other", "x").containsEntry("a", "2");
    }

    @Test
    void keepsWhatWasReviewedBelowAFurtherCommit() throws IOException {
        // Given
        rewrite("1", "c1");
        ObjectId reviewed = repository.tip(SIDE);

        // When
        append("2", "c2");

        // Then
        RevCommit commit = repository.log(SIDE).getFirst();
        assertThat(commit.getParents()).extracting(AnyObjectId::getName).containsExactly(reviewed.name());
        assertThat(state()).isEqualTo(new SideBranch.Ours(commit.name(), base.name(), "c2", 2));
    }

    @Test
    void mergesAMovedBaseIntoAFurtherCommit() throws IOException {
        // Given
        rewrite("1", "c1");
        ObjectId reviewed = repository.tip(SIDE);
        ObjectId moved = repository.write("main", Map.of("a", "theirs", "other", "x"));

        // When
        append("2", "c2");

        // Then
        RevCommit commit = repository.log(SIDE).getFirst();
        assertThat(commit.getParents()).extracting(AnyObjectId::getName).containsExactly(reviewed.name(), moved.name());
        assertThat(repository.files(SIDE)).containsEntry("a", "2").containsEntry("other", "x");
        assertThat(state()).isEqualTo(new SideBranch.Ours(commit.name(), moved.name(), "c2", 2));
    }

    @Test
    void followsManyFurtherCommits() throws IOException {
        // Given
        rewrite("0", "c0");

        // When
        for (int i = 1; i <= 9; i++) {
            append(Integer.toString(i), "c" + i);
        }

        // Then
        assertThat(state()).isEqualTo(new SideBranch.Ours(repository.tip(SIDE).name(), base.name(), "c9", 10));
    }

    @Test
    void isForeignOnceSomebodyCommitsToIt() throws IOException {
        // Given
        rewrite("1", "c1");
        ObjectId theirs = repository.write(SIDE, Map.of("b", "mine"));

        // Then
        assertThat(state()).isEqualTo(new SideBranch.Foreign(theirs.name(), "Somebody"));
    }

    @Test
    void isForeignWhereSomebodysCommitLiesBelowOurs() throws IOException {
        // Given
        rewrite("1", "c1");
        SideBranch.Ours seen = (SideBranch.Ours) state();
        ObjectId theirs = repository.write(SIDE, Map.of("b", "mine"));
        look((branch, base) ->
                branch.append(new SideBranch.Ours(theirs.name(), seen.base(), "c1", 2), base, writing("a", "2"), "c2"));

        // Then
        assertThat(state())
                .isEqualTo(new SideBranch.Foreign(repository.tip(SIDE).name(), "Somebody"));
    }

    @Test
    void isForeignWhereItHoldsNothingOfOurs() throws IOException {
        // Given
        repository.point(SIDE, base);

        // Then
        assertThat(state()).isEqualTo(new SideBranch.Foreign(base.name(), "Somebody"));
    }

    @Test
    void neverOverwritesACommitThatItDidNotSee() throws IOException {
        // Given
        rewrite("1", "c1");

        // When
        Publication publication = look((branch, base) -> {
            SideBranch.BranchState seen = branch.state();
            meanwhile(() -> repository.write(SIDE, Map.of("b", "mine")));
            return branch.rewrite(seen, base, writing("a", "2"), "c2");
        });

        // Then
        assertThat(publication).isInstanceOf(Publication.Outrun.class);
        assertThat(repository.files(SIDE)).containsEntry("b", "mine").containsEntry("a", "1");
    }

    @Test
    void neverOverwritesABranchThatAppearsMeanwhile() throws IOException {
        // When
        Publication publication = look((branch, base) -> {
            SideBranch.BranchState seen = branch.state();
            meanwhile(() -> repository.write(SIDE, Map.of("b", "mine")));
            return branch.rewrite(seen, base, writing("a", "2"), "c2");
        });

        // Then
        assertThat(publication).isInstanceOf(Publication.Outrun.class);
        assertThat(repository.files(SIDE)).containsOnlyKeys("b");
    }

    @Test
    void goesWhenItIsDeleted() throws IOException {
        // Given
        rewrite("1", "c1");

        // When
        boolean gone = look((branch, base) -> branch.delete(branch.state()));

        // Then
        assertThat(gone).isTrue();
        assertThat(repository.tip(SIDE)).isEqualTo(ObjectId.zeroId());
        boolean stillGone = look((branch, base) -> branch.delete(branch.state()));
        assertThat(stillGone).isTrue();
    }

    @Test
    void isNotDeletedWhereItMovedMeanwhile() throws IOException {
        // Given
        rewrite("1", "c1");

        // When
        boolean gone = look((branch, base) -> {
            SideBranch.BranchState seen = branch.state();
            meanwhile(() -> repository.write(SIDE, Map.of("b", "mine")));
            return branch.delete(seen);
        });

        // Then
        assertThat(gone).isFalse();
        assertThat(repository.files(SIDE)).containsEntry("b", "mine");
    }

    @Test
    void conflictsOnlyWhereTheSameFileChanged() throws IOException {
        // Given
        rewrite("1", "c1");
        Change change = writing("a", "1").change();
        List<Boolean> conflicts = new ArrayList<>();

        // When
        conflicts.add(look((branch, base) -> branch.conflicts((SideBranch.Ours) branch.state(), base, change)));
        repository.write("main", Map.of("other", "x"));
        conflicts.add(look((branch, base) -> branch.conflicts((SideBranch.Ours) branch.state(), base, change)));
        repository.write("main", Map.of("a", "theirs"));
        conflicts.add(look((branch, base) -> branch.conflicts((SideBranch.Ours) branch.state(), base, change)));

        // Then
        assertThat(conflicts).containsExactly(false, false, true);
    }

    @Test
    void needsACommitToGoInto() throws IOException {
        // Given
        repository = BareRepository.create(folder.resolve("empty.git"));

        // Then
        assertThatThrownBy(() -> rewrite("1", "c1"))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("'main'")
                .hasMessageContaining("has no commit yet");
    }

    private interface Meanwhile {
        void act() throws IOException;
    }

    private static void meanwhile(Meanwhile action) {
        try {
            action.act();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
