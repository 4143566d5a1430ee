package dev.sluice.gitops;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way between an object store and the remote repository that it is filled from. */
public record Link(Origin origin, Connections connections, Repository repository) {

    /** In commits: more than others push while one push is under way. */
    private static final int DEEP = 32;

    /** A new connection, to be closed by the caller. */
    public Transport transport() throws IOException {
        try {
            URIish uri = new URIish(origin.url());
            connections.requireSha1(uri);
            Transport transport = Transport.open(repository, uri);
            transport.setTagOpt(TagOpt.NO_TAGS);
            connections.prepare(transport, origin.credentials());
            return transport;
        } catch (URISyntaxException e) {
            throw new TransportException("not a Git address", e);
        }
    }

    /** The remote's branches now: commits by short name. */
    Map<String, ObjectId> branches() {
        try (Advertisement seen = advertisement(1, true)) {
            return seen.branches();
        } catch (IOException e) {
            throw failures().explain("cannot read", e);
        }
    }

    /**
     * Asks what there is, to be closed by the caller.
     *
     * @param depth of what may be fetched then, in commits; all of them where it is 0
     * @param whole whether files come with the commits
     * @param branches those to tell of, all where there are none
     */
    Advertisement advertisement(int depth, boolean whole, String... branches) throws IOException {
        Transport transport = transport();
        try {
            if (depth > 0) {
                transport.setDepth(depth);
            }
            if (!whole) {
                transport.setFilterSpec(FilterSpec.fromFilterLine("blob:none"));
            }
            List<RefSpec> specs = Stream.of(branches)
                    .map(branch -> new RefSpec(Constants.R_HEADS + branch))
                    .toList();
            return new Advertisement(transport, transport.openFetch(specs));
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    /** Fetches a branch's last commits with their files, or all commits where the server cannot leave older ones out. */
    ObjectId whole(String branch, int depth, Set<ObjectId> haves) throws IOException {
        try (Advertisement seen = advertisement(depth, true, branch)) {
            return seen.fetch(branch, haves);
        } catch (TransportException e) {
            if (depth == 0 || !Advertisement.isWithoutDepth(e)) {
                throw e;
            }
            return whole(branch, 0, haves);
        }
    }

    /** Whether a branch holds a commit, at its tip or not far below it. */
    boolean holds(String branch, ObjectId commit) throws IOException {
        ObjectId tip;
        try (Advertisement seen = advertisement(DEEP, false, branch)) {
            tip = seen.fetch(branch, Set.of());
        } catch (TransportException e) {
            if (!Advertisement.isWithoutDepth(e) && !Advertisement.isRefusal(e)) {
                throw e;
            }
            tip = whole(branch, DEEP, Set.of());
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(commit), walk.parseCommit(tip));
        }
    }

    /** Whether it leads to a server. */
    public boolean isRemote() {
        try {
            return new URIish(origin.url()).isRemote();
        } catch (URISyntaxException e) {
            return false; // opening the transport reports it
        }
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

    public FailureText failures() {
        return new FailureText(origin, connections.proxies());
    }
}
