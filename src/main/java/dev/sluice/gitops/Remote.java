package dev.sluice.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.util.FileUtils;
import org.jboss.logging.Logger;

/**
 * A remote repository, seen from the branch that Argo CD follows, with a bare object store in a temporary folder that goes
 * when this is closed. Only last commits are fetched, and no file is checked out. Not thread-safe.
 */
public final class Remote implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Remote.class);

    private static final String FETCHED = "refs/remotes/origin/";

    private final Path store;
    private final Link link;
    private SortedMap<String, ObjectId> branches = Collections.emptySortedMap();

    private Remote(Path store, Link link) {
        this.store = store;
        this.link = link;
    }

    /** Makes an empty bare repository in a local folder; its first commit will stand on this branch. */
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

    /** Makes an empty object store; nothing is contacted yet. */
    public static Remote open(Origin origin, Connections connections) {
        IsolatedSystemReader.install();
        try {
            Path store = Files.createTempDirectory("sluice-git-");
            Repository repository = new FileRepositoryBuilder()
                    .setBare()
                    .setGitDir(store.toFile())
                    .build();
            repository.create(true);
            return new Remote(store, new Link(origin, connections, repository));
        } catch (IOException e) {
            throw new GitException("cannot make an object store in " + System.getProperty("java.io.tmpdir"), e);
        }
    }

    /**
     * Fetches what the branch holds now.
     *
     * @return an empty snapshot where the repository has no branch at all
     * @throws GitException if the remote cannot be read, or has branches but not this one
     */
    public Snapshot fetch() {
        branches = Collections.unmodifiableSortedMap(new TreeMap<>(link.branches()));
        if (branches.isEmpty()) {
            return Snapshot.empty(repository());
        }
        String branch = origin().branch();
        if (!branches.containsKey(branch)) {
            throw new GitException("branch '" + branch + "' does not exist in " + origin().url() + ", which has "
                    + names(List.copyOf(branches.keySet())) + ": create it or change git.branch");
        }
        return snapshot(fetch(branch, 1));
    }

    /** Where all branches stood at the last {@link #fetch()}: commits by short name. */
    SortedMap<String, ObjectId> branches() {
        return branches;
    }

    /** The short names of the branches that began so at the last {@link #fetch()}, ascending. */
    public List<String> branches(String prefix) {
        return branches.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    /**
     * Fetches a branch's last commits.
     *
     * @return the last one
     */
    ObjectId fetch(String branch, int depth) {
        String fetched = FETCHED + branch;
        RefSpec spec = new RefSpec(Constants.R_HEADS + branch + ":" + fetched).setForceUpdate(true);
        try (Transport transport = link.transport()) {
            transport.setDepth(depth);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
            return repository().resolve(fetched);
        } catch (IOException e) {
            throw link.failures().explain("cannot fetch '" + branch + "' from", e);
        }
    }

    /** A commit that was fetched, with its parents whether or not they were; empty where it was not. */
    Optional<RevCommit> commit(ObjectId id) {
        try {
            // As it is stored: a walk would hide the parents that a shallow fetch left out.
            byte[] raw = repository().open(id, Constants.OBJ_COMMIT).getBytes();
            return Optional.of(RevCommit.parse(raw));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GitException("cannot read commit " + id.name(), e);
        }
    }

    Snapshot snapshot(ObjectId commit) {
        try {
            return Snapshot.of(repository(), commit);
        } catch (IOException e) {
            throw new GitException("cannot read commit " + commit.name(), e);
        }
    }

    /** @return empty where the branch moved, else the remote's words about who was faster */
    Optional<String> push(Push push) {
        return push.over(link);
    }

    /** Moves a branch to a commit that was written for it. */
    Publication publish(Push push, ObjectId commit) {
        return push(push)
                .<Publication>map(Publication.Outrun::new)
                .orElseGet(() -> new Publication.Committed(commit.name()));
    }

    Repository repository() {
        return link.repository();
    }

    public Origin origin() {
        return link.origin();
    }

    private static String names(List<String> branches) {
        return branches.size() <= 5
                ? String.join(", ", branches)
                : String.join(", ", branches.subList(0, 5)) + " and " + (branches.size() - 5) + " more";
    }

    /** Deletes the object store; what cannot be deleted is left to the system: the branch has moved, or it has not. */
    @Override
    public void close() {
        repository().close();
        try {
            FileUtils.delete(store.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        } catch (IOException e) {
            // What was pushed stays pushed; litter must not turn it into a failure.
            LOG.warnf(e, "cannot delete the object store %s", store);
        }
    }
}
