package dev.sluice.gitops;

import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Makes the repository that a demonstration publishes to. */
public final class EmptyRepository {

    private EmptyRepository() {}

    /** Makes an empty bare repository in a local folder; its first commit will be on this branch. */
    public static void create(Path folder, String branch) {
        IsolatedSystemReader.install();
        try (Repository repository =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build()) {
            repository.create(true);
            repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
        } catch (IOException e) {
            throw new GitException("cannot make a repository in " + folder, e);
        }
    }
}
