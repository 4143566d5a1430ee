package dev.sluice.gitops;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.Transport;

/** What a remote says it has, and the connection on which it said so: one of its branches can be fetched over it, once. */
record Advertisement(Transport transport, FetchConnection connection) implements AutoCloseable {

    /** The branches: commits by short name. */
    Map<String, ObjectId> branches() {
        return connection.getRefs().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                .collect(Collectors.toMap(ref -> Repository.shortenRefName(ref.getName()), Ref::getObjectId));
    }

    /** The full names of the refs that Sluice keeps beside branches. */
    Set<String> ownRefs() {
        return connection.getRefs().stream()
                .map(Ref::getName)
                .filter(name -> name.startsWith(BranchOwner.REFS))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Fetches a branch's last commits with their trees.
     *
     * @param haves commits that are here with all that this store holds of commits: what they share is not sent again
     * @return the last one
     * @throws TransportException for which {@link #isRefusal} tells whether the server can leave files out at all
     */
    ObjectId fetch(String branch, Set<ObjectId> haves) throws TransportException {
        Ref head = connection.getRef(Constants.R_HEADS + branch);
        if (head == null) {
            throw new TransportException("there is no branch '" + branch + "' any more");
        }
        connection.fetch(NullProgressMonitor.INSTANCE, List.of(head), haves);
        return head.getObjectId();
    }

    /** Whether a fetch failed since the server cannot leave files out. */
    static boolean isRefusal(IOException failure) {
        return String.valueOf(failure.getMessage()).contains(JGitText.get().filterRequiresCapability);
    }

    /** Whether a fetch failed since the server cannot leave older commits out. */
    static boolean isWithoutDepth(IOException failure) {
        return Stream.<Throwable>iterate(failure, link -> link != null, Throwable::getCause)
                .limit(8)
                .anyMatch(link -> String.valueOf(link.getMessage()).contains(JGitText.get().shallowNotSupported));
    }

    @Override
    public void close() {
        connection.close();
        transport.close();
    }
}
