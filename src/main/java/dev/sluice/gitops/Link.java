package dev.sluice.gitops;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way between an object store and the remote repository that it is filled from. */
record Link(Origin origin, Connections connections, Repository repository) {

    /** A new connection, to be closed by the caller. */
    Transport transport() throws IOException {
        try {
            Transport transport = Transport.open(repository, new URIish(origin.url()));
            transport.setTagOpt(TagOpt.NO_TAGS);
            connections.prepare(transport, origin.credentials());
            return transport;
        } catch (URISyntaxException e) {
            throw new TransportException("not a Git address", e);
        }
    }

    /** Where the remote's branches stand now: commits by short name. */
    Map<String, ObjectId> branches() {
        try (Transport transport = transport();
                var connection = transport.openFetch()) {
            return connection.getRefs().stream()
                    .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                    .collect(Collectors.toMap(ref -> Repository.shortenRefName(ref.getName()), Ref::getObjectId));
        } catch (IOException e) {
            throw failures().explain("cannot read", e);
        }
    }

    /**
     * Fetches a branch's last commits with their trees.
     *
     * @param haves commits that are here with all that this store holds of commits: what they share is not sent again
     * @param whole whether their files are wanted, too
     * @return the last one
     * @throws TransportException for which {@link #isRefusal} tells whether the server can leave files out at all
     */
    ObjectId fetch(String branch, int depth, Set<ObjectId> haves, boolean whole) throws IOException {
        String name = Constants.R_HEADS + branch;
        try (Transport transport = transport()) {
            transport.setDepth(depth);
            if (!whole) {
                transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
            }
            try (var connection = transport.openFetch(List.of(new RefSpec(name)))) {
                Ref head = connection.getRef(name);
                if (head == null) {
                    throw new TransportException("there is no branch '" + branch + "' any more");
                }
                connection.fetch(NullProgressMonitor.INSTANCE, List.of(head), haves);
                return head.getObjectId();
            }
        }
    }

    /** Whether it leads out of this machine: from a folder, files come as fast as the question for them. */
    boolean isRemote() {
        try {
            return new URIish(origin.url()).isRemote();
        } catch (URISyntaxException e) {
            return false; // opening the transport reports it
        }
    }

    /** Whether a fetch failed since the server cannot leave files out. */
    static boolean isRefusal(TransportException failure) {
        return String.valueOf(failure.getMessage()).contains(JGitText.get().filterRequiresCapability);
    }

    /** Fetches single files, which the server must be willing to give out: Git does, as far as protocol version 2 goes. */
    void fetch(Set<ObjectId> files) throws IOException {
        List<Ref> wanted = files.stream()
                .<Ref>map(id -> new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id))
                .toList();
        try (Transport transport = transport();
                var connection = transport.openFetch(List.of(new RefSpec(Constants.R_HEADS + origin.branch())))) {
            // No commit is named as known: the server would take its files for known as well.
            connection.fetch(NullProgressMonitor.INSTANCE, wanted, Set.of());
        }
    }

    FailureText failures() {
        return new FailureText(origin);
    }
}
