package dev.sluice.gitops;

import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A clone on this machine, which is only read. */
public final class LocalRepository implements AutoCloseable {

    private final Path folder;
    private final Repository repository;

    private LocalRepository(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /**
     * Opens the repository that a folder belongs to.
     *
     * @param folder in a working tree, or a bare repository
     * @throws GitException if there is none
     */
    public static LocalRepository open(Path folder) {
        IsolatedSystemReader.install();
        Path absolute = folder.toAbsolutePath().normalize();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        try {
            File bare = absolute.toFile();
            if (FileRepositoryBuilder.create(bare).getObjectDatabase().exists()) {
                return new LocalRepository(absolute, builder.setGitDir(bare).build());
            }
            if (builder.findGitDir(bare).getGitDir() != null) {
                return new LocalRepository(absolute, builder.build());
            }
        } catch (IOException e) {
            throw new GitException("cannot read the repository of " + absolute, e);
        }
        throw new GitException(absolute + " is no Git repository, nor in one: give a clone");
    }

    /**
     * What a commit holds.
     *
     * @param revision as Git names it: a hash or its beginning, a branch, a tag, {@code HEAD~1}
     * @throws GitException if there is no such commit
     */
    public Snapshot at(String revision) {
        try {
            ObjectId commit = repository.resolve(revision + "^{commit}");
            if (commit == null) {
                throw new GitException("'" + revision + "' names no commit of " + folder);
            }
            return Snapshot.of(repository, commit);
        } catch (RevisionSyntaxException e) {
            throw new GitException("'" + revision + "' is not the name of a commit", e);
        } catch (IOException e) {
            throw new GitException("cannot read '" + revision + "' of " + folder, e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
