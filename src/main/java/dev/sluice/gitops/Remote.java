package dev.sluice.gitops;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FileUtils;
import org.jboss.logging.Logger;

/**
 * One branch of a remote repository, with a bare object store in a temporary folder that goes when this is closed. Only
 * the branch's last commit is fetched, and no file is checked out. Not thread-safe.
 */
public final class Remote implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Remote.class);

    private static final String FETCHED = "refs/remotes/origin/fetched";

    private final Origin origin;
    private final Connections connections;
    private final Path store;
    private final Repository repository;
    private final FailureText failures;

    private Remote(Origin origin, Connections connections, Path store, Repository repository) {
        this.origin = origin;
        this.connections = connections;
        this.store = store;
        this.repository = repository;
        this.failures = new FailureText(origin);
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
            return new Remote(origin, connections, store, repository);
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
        Map<String, Ref> heads = heads();
        Ref head = heads.get(branchRef());
        if (head == null) {
            if (heads.isEmpty()) {
                return Snapshot.empty(repository);
            }
            throw new GitException("branch '" + origin.branch() + "' does not exist in " + origin.url() + ", which has "
                    + names(heads) + ": create it or change git.branch");
        }
        RefSpec branch = new RefSpec(branchRef() + ":" + FETCHED).setForceUpdate(true);
        try (Transport transport = transport()) {
            transport.setDepth(1);
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(branch));
            return Snapshot.of(repository, repository.resolve(FETCHED));
        } catch (IOException e) {
            throw failures.explain("cannot fetch", e);
        }
    }

    /**
     * Moves the branch from one commit to the next, if it still stands where the caller saw it.
     *
     * @param from the commit the branch is expected at; empty for a branch that must not exist yet
     */
    Publication push(Optional<ObjectId> from, ObjectId to) {
        try (Transport transport = transport()) {
            if (connections.needsGit(origin)) {
                transport.setOptionReceivePack("git receive-pack --");
            }
            RemoteRefUpdate update =
                    new RemoteRefUpdate(repository, null, to, branchRef(), false, null, from.orElse(ObjectId.zeroId()));
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            return published(update, to, result.getMessages());
        } catch (IOException e) {
            if (holds(to)) { // the answer got lost, the push did not
                return new Publication.Committed(to.name());
            }
            throw failures.explain("cannot push to", e);
        }
    }

    Repository repository() {
        return repository;
    }

    Origin origin() {
        return origin;
    }

    private Publication published(RemoteRefUpdate update, ObjectId to, String words) {
        String status = Optional.ofNullable(update.getMessage()).orElse("no reason given");
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> new Publication.Committed(to.name());
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> new Publication.Outrun(failures.clean(status));
            case REJECTED_OTHER_REASON -> {
                if (FailureText.isRace(status)) {
                    yield new Publication.Outrun(failures.clean(status));
                }
                throw failures.rejected(status, words);
            }
            case NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT, REJECTED_NODELETE ->
                throw failures.rejected(update.getStatus() + ", " + status, words);
        };
    }

    private boolean holds(ObjectId commit) {
        try {
            Ref head = heads().get(branchRef());
            return head != null && commit.equals(head.getObjectId());
        } catch (GitException e) {
            return false; // the first failure says more than this one
        }
    }

    private Map<String, Ref> heads() {
        try (Transport transport = transport();
                var connection = transport.openFetch()) {
            return connection.getRefsMap().entrySet().stream()
                    .filter(ref -> ref.getKey().startsWith(Constants.R_HEADS))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (IOException e) {
            throw failures.explain("cannot read", e);
        }
    }

    private Transport transport() throws IOException {
        try {
            Transport transport = Transport.open(repository, new URIish(origin.url()));
            transport.setTagOpt(TagOpt.NO_TAGS);
            connections.prepare(transport, origin.credentials());
            return transport;
        } catch (URISyntaxException e) {
            throw new TransportException("not a Git address", e);
        }
    }

    private String branchRef() {
        return Constants.R_HEADS + origin.branch();
    }

    private static String names(Map<String, Ref> heads) {
        List<String> names =
                heads.keySet().stream().map(Repository::shortenRefName).sorted().toList();
        return names.size() <= 5
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
    }

    /** Deletes the object store; what cannot be deleted is left to the system: the branch has moved, or it has not. */
    @Override
    public void close() {
        repository.close();
        try {
            FileUtils.delete(store.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
        } catch (IOException e) {
            // What was pushed stays pushed; litter must not turn it into a failure.
            LOG.warnf(e, "cannot delete the object store %s", store);
        }
    }
}
