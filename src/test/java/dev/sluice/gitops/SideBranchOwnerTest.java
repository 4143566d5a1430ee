package dev.sluice.gitops;

import static dev.sluice.gitops.Publishing.COMMITS;
import static dev.sluice.gitops.Publishing.CONNECTIONS;
import static dev.sluice.gitops.Publishing.writing;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a branch is. */
class SideBranchOwnerTest {

    private static final String SIDE = "sluice/demo";
    private static final BranchOwner OWNER = new BranchOwner(FolderTemplate.of("clusters"), Optional.empty());

    @TempDir
    Path folder;

    private BareRepository repository;

    @BeforeEach
    void writeOneFileOnABranch() throws IOException {
        repository = BareRepository.create(folder.resolve("fleet.git"));
        repository.write("main", Map.of("README.md", "Fleet\n"));
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            Snapshot base = remote.fetch();
            new SideBranch(remote, SIDE, COMMITS, OWNER)
                    .rewrite(new SideBranch.NoBranch(), base, writing("clusters/demo/a", "1"), "c1");
        }
    }

    @Test
    void belongsToWhomItsCommitsName() throws IOException {
        // When
        SideBranch.BranchState seen = asSeenBy(new BranchOwner(FolderTemplate.of("clusters"), Optional.of("blue")));

        // Then
        assertThat(repository.log(SIDE).getFirst().getFooterLines("Sluice-Owner"))
                .containsExactly("path=clusters");
        assertThat(seen).isEqualTo(new SideBranch.Others(repository.tip(SIDE).name(), "path=clusters"));
    }

    @Test
    void belongsWhereItsFilesAreIfItsCommitsNameNobody() throws IOException {
        // Given
        RewordedCommit.on(repository, SIDE, message -> message.replaceAll("(?m)^Sluice-Owner: .*\n", ""));

        // Then
        assertThat(asSeenBy(OWNER)).isInstanceOf(SideBranch.Ours.class);
        assertThat(asSeenBy(new BranchOwner(FolderTemplate.of("cluster"), Optional.empty())))
                .isInstanceOf(SideBranch.Others.class);
    }

    private SideBranch.BranchState asSeenBy(BranchOwner owner) {
        try (Remote remote = Remote.open(repository.origin(), CONNECTIONS)) {
            remote.fetch();
            return new SideBranch(remote, SIDE, COMMITS, owner).state();
        }
    }
}
