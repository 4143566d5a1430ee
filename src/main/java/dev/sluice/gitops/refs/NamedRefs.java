package dev.sluice.gitops.refs;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Link;
import dev.sluice.gitops.PushRace;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * Refs of a remote by their full names, each at a commit. Every move is a compare-and-swap. Not thread-safe.
 *
 * <p>All methods throw {@link GitException} where the remote cannot be reached or refuses.
 */
final class NamedRefs {

    private final Remote remote;

    NamedRefs(Remote remote) {
        this.remote = remote;
    }

    /**
     * Fetches the last commits of refs, with their files.
     *
     * @param names a full name, or with a slash at the end what full names begin with
     * @return the commits by full name
     */
    SortedMap<String, ObjectId> fetch(String names) {
        boolean isFolder = names.endsWith("/");
        Link link = remote.link();
        try (Transport transport = link.transport()) {
            transport.setDepth(1);
            try (var connection =
                    transport.openFetch(List.of(new RefSpec(isFolder ? names + "*:" + names + "*" : names)))) {
                List<Ref> seen = connection.getRefs().stream()
                        .filter(ref -> isFolder
                                ? ref.getName().startsWith(names)
                                : ref.getName().equals(names))
                        .toList();
                List<Ref> missing =
                        seen.stream().filter(ref -> !isHere(ref.getObjectId())).toList();
                if (!missing.isEmpty()) {
                    connection.fetch(NullProgressMonitor.INSTANCE, missing, Set.of());
                }
                SortedMap<String, ObjectId> commits = new TreeMap<>();
                seen.forEach(ref -> commits.put(ref.getName(), ref.getObjectId()));
                return Collections.unmodifiableSortedMap(commits);
            }
        } catch (IOException e) {
            throw link.failures().explain("cannot read " + names + " from", e);
        }
    }

    private boolean isHere(ObjectId commit) throws GitException {
        try {
            return remote.repository().getObjectDatabase().has(commit);
        } catch (IOException e) {
            throw new GitException("cannot look for commit " + commit.name(), e);
        }
    }

    RevCommit commit(ObjectId id) {
        try (RevWalk walk = new RevWalk(remote.repository())) {
            return walk.parseCommit(id);
        } catch (IOException e) {
            throw new GitException("cannot read commit " + id.name(), e);
        }
    }

    /**
     * Moves a ref, makes it or deletes it.
     *
     * @param from where it is expected; empty for one that must not exist yet
     * @param to empty where it shall be deleted
     * @return why nothing moved where it was not where it was expected; empty where it moved
     */
    Optional<String> move(String ref, Optional<ObjectId> from, Optional<ObjectId> to) {
        Link link = remote.link();
        try (Transport transport = link.transport()) {
            if (link.connections().needsGit(link.origin())) {
                transport.setOptionReceivePack("git receive-pack --");
            }
            RemoteRefUpdate update = new RemoteRefUpdate(
                    link.repository(),
                    null,
                    to.orElse(ObjectId.zeroId()),
                    ref,
                    true,
                    null,
                    from.orElse(ObjectId.zeroId()));
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            // Two writers may make the very same commit within a second: only the first of them made the ref.
            return from.isEmpty() && update.getStatus() == RemoteRefUpdate.Status.UP_TO_DATE
                    ? Optional.of("it is there already")
                    : moved(link, ref, update, result.getMessages());
        } catch (IOException e) {
            throw link.failures().explain("cannot push " + ref + " to", e);
        }
    }

    private static Optional<String> moved(Link link, String ref, RemoteRefUpdate update, String words) {
        String status = Optional.ofNullable(update.getMessage()).orElse("no reason given");
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE, NON_EXISTING -> Optional.empty();
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                Optional.of(link.failures().clean(status));
            case REJECTED_OTHER_REASON, NOT_ATTEMPTED, AWAITING_REPORT, REJECTED_NODELETE -> {
                if (PushRace.isSaidBy(status)) {
                    yield Optional.of(link.failures().clean(status));
                }
                throw link.failures().rejected(ref, status, words);
            }
        };
    }
}
