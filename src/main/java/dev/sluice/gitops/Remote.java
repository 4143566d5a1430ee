package dev.sluice.gitops;

import dev.sluice.gitops.store.DiskFault;
import dev.sluice.gitops.store.ObjectStore;
import dev.sluice.gitops.store.StorePlace;
import dev.sluice.gitops.transport.IsolatedSystemReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jboss.logging.Logger;

/**
 * A remote repository, seen from the branch that Argo CD follows, with a bare object store in a temporary folder that goes
 * when this is closed, or in one that is kept. Only last commits are fetched, without their files where the server can leave
 * them out; these come when they are read. No file is checked out. Not thread-safe.
 */
public final class Remote implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Remote.class);

    private final Origin origin;
    private final Connections connections;
    private final StorePlace place;
    private ObjectStore store;
    private SortedMap<String, ObjectId> branches = Collections.emptySortedMap();
    private Set<String> ownRefs = Set.of();
    private final Set<String> pushed = new TreeSet<>();
    private boolean isComplete;

    private Remote(Origin origin, Connections connections, StorePlace place, ObjectStore store) {
        this.origin = origin;
        this.connections = connections;
        this.place = place;
        this.store = store;
        decideOnFiles();
    }

    /** Makes an empty object store; nothing is contacted yet. */
    public static Remote open(Origin origin, Connections connections) {
        return open(origin, connections, Optional.empty());
    }

    /**
     * Opens the object store that an earlier run left, or makes an empty one; nothing is contacted yet.
     *
     * @param folder where it is kept; it goes with this remote where empty. Trouble there is no failure: a damaged store is
     *     made anew, and a temporary one replaces one that cannot be written or is in use.
     */
    public static Remote open(Origin origin, Connections connections, Optional<Path> folder) {
        IsolatedSystemReader.install();
        StorePlace place = StorePlace.of(folder, origin.url());
        try {
            return new Remote(origin, connections, place, place.open());
        } catch (IOException e) {
            if (folder.isPresent()) {
                LOG.warnf(
                        "cannot keep an object store in %s (%s): this run does with a temporary store",
                        folder.get(), e);
                return open(origin, connections);
            }
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
        try (Advertisement seen = link().advertisement(1, store.isWhole())) {
            return fetch(seen);
        } catch (IOException e) {
            throw link().failures().explain("cannot read", e);
        }
    }

    private Snapshot fetch(Advertisement seen) {
        boolean wasThere = branches.containsKey(origin.branch());
        branches = Collections.unmodifiableSortedMap(new TreeMap<>(seen.branches()));
        ownRefs = seen.ownRefs();
        String branch = origin.branch();
        if (branches.isEmpty()) {
            if (wasThere) { // an empty repository would be published to anew, with nothing to compare with
                isComplete = false;
                throw link().failures().deleted(branch);
            }
            return Snapshot.empty(repository());
        }
        if (!branches.containsKey(branch)) {
            throw link().failures().missing(branch, List.copyOf(branches.keySet()));
        }
        isComplete = true;
        return snapshot(fetch(() -> seen, branch, 1));
    }

    /** The full names of the refs in {@link BranchOwner#REFS} at the last {@link #fetch()}. */
    public Set<String> ownRefs() {
        return ownRefs;
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
    public ObjectId fetch(String branch, int depth) {
        return fetch(() -> link().advertisement(depth, store.isWhole(), branch), branch, depth);
    }

    private interface Asking {
        Advertisement ask() throws IOException;
    }

    private ObjectId fetch(Asking asking, String branch, int depth) {
        Optional<ObjectId> last = Optional.ofNullable(store.heads().get(branch));
        if (depth == 1 && last.equals(Optional.ofNullable(branches.get(branch)))) {
            return last.orElseThrow(); // what was fetched or pushed last is still the last
        }
        try (Advertisement seen = asking.ask()) {
            return fill(seen, branch, depth);
        } catch (IOException e) {
            if (spilled(e)) {
                return fetch(branch, depth);
            }
            if (place.isInherited() && branch.equals(origin.branch())) {
                renew(link().failures().clean(String.valueOf(e.getMessage())));
                return fetch(branch, depth);
            }
            isComplete &= !branch.equals(origin.branch()) && !(e instanceof MissingObjectException);
            throw unfetched("'" + branch + "'", e);
        }
    }

    private GitException unfetched(String what, IOException failure) {
        return DiskFault.isIn(failure)
                ? GitException.onDisk("keep what is fetched in", store.folder(), failure)
                : link().failures().explain("cannot fetch " + what + " from", failure);
    }

    /** Whether work goes on in another store since this one cannot be written to: what failed is to be done again. */
    boolean spilled(IOException failure) {
        try {
            Optional<ObjectStore> other = place.spill(store, failure);
            other.ifPresent(above -> store = above);
            return other.isPresent();
        } catch (IOException e) {
            throw GitException.onDisk("make a temporary one beside", store.folder(), e);
        }
    }

    private ObjectId fill(Advertisement seen, String branch, int depth) throws IOException {
        SortedMap<String, ObjectId> heads = store.heads();
        Set<ObjectId> haves = Stream.of(branch, origin.branch())
                .flatMap(name -> Optional.ofNullable(heads.get(name)).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ObjectId head;
        try {
            head = seen.fetch(branch, haves);
        } catch (TransportException e) {
            if (!Advertisement.isWithoutDepth(e) && (!Advertisement.isRefusal(e) || !heads.isEmpty())) {
                throw e;
            }
            store.makeWhole();
            head = link().whole(branch, depth, haves);
        }
        if (!haves.isEmpty()) { // the server left out what it thinks is here
            store.requireComplete(head, haves.stream().findFirst());
        }
        heads.put(branch, head);
        return head;
    }

    /** Brings files that a fetch left out. */
    public void bring(Set<ObjectId> files) {
        try {
            link().fetch(files);
        } catch (IOException e) {
            if (spilled(e)) {
                bring(files);
                return;
            }
            bringAll(); // from a server that gives out commits alone
        }
    }

    private void bringAll() {
        String branch = origin.branch();
        try (Advertisement seen = link().advertisement(1, true, branch)) {
            ObjectId head = seen.fetch(branch, Set.of());
            store.makeWhole();
            store.heads().clear(); // the others' files are still not here
            store.heads().put(branch, head);
        } catch (IOException e) {
            throw unfetched("the files of '" + branch + "'", e);
        }
    }

    private void renew(String reason) {
        try {
            store = place.renew(store, reason);
        } catch (IOException e) {
            throw new GitException("cannot make an object store in " + store.folder(), e);
        }
        decideOnFiles();
    }

    /** From a folder of this machine, files come as fast as the question for them. */
    private void decideOnFiles() {
        if (store.heads().isEmpty() && !link().isRemote()) {
            store.makeWhole();
        }
    }

    /** A commit that was fetched, with its parents whether or not they were; empty where it was not. */
    public Optional<RevCommit> commit(ObjectId id) {
        try {
            return store.commit(id);
        } catch (IOException e) {
            throw new GitException("cannot read commit " + id.name(), e);
        }
    }

    Snapshot snapshot(ObjectId commit) {
        try {
            return Snapshot.of(this::repository, this::bring, commit);
        } catch (IOException e) {
            throw new GitException("cannot read commit " + commit.name(), e);
        }
    }

    /** @return empty where the branch moved, else the remote's words about who was faster */
    Optional<String> push(Push push) {
        Optional<String> outrun = push.over(link());
        if (outrun.isEmpty()) { // what was written for the branch is here, on top of what was
            store.heads().remove(push.branch());
            push.to().ifPresent(commit -> store.heads().put(push.branch(), commit));
            pushed.add(push.branch());
        }
        return outrun;
    }

    /** Moves a branch to a commit that was written for it. */
    Publication publish(Push push, ObjectId commit) {
        return push(push)
                .<Publication>map(Publication.Outrun::new)
                .orElseGet(() -> new Publication.Landed(commit.name()));
    }

    public Repository repository() {
        return store.repository();
    }

    public Origin origin() {
        return origin;
    }

    public Link link() {
        return new Link(origin, connections, repository());
    }

    /** Puts the object store away, or deletes it; trouble with it is no failure: the branch has moved, or it has not. */
    @Override
    public void close() {
        Set<String> known = new TreeSet<>(branches.keySet());
        known.addAll(pushed);
        place.close(store, isComplete ? Optional.of(known) : Optional.empty());
    }
}
