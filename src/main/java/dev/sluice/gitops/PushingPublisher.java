package dev.sluice.gitops;

import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Makes a draft into one commit on top of the snapshot and pushes it without force: the remote moves its branch from the
 * one commit to the other in a single step, or not at all.
 */
public final class PushingPublisher {

    private final Remote remote;
    private final Commits commits;

    public PushingPublisher(Remote remote, Commits commits) {
        this.remote = remote;
        this.commits = commits;
    }

    /**
     * Publishes a draft that was made from a snapshot.
     *
     * @param draft a change that is not empty
     * @throws GitException if the remote refuses it for another reason than that its branch moved
     */
    public Publication publish(Snapshot snapshot, Draft draft) {
        List<ObjectId> parents = snapshot.commitId().stream().toList();
        ObjectId commit = commits.write(remote, snapshot, draft, parents);
        return remote.publish(Push.forward(remote.origin().branch(), snapshot.commitId(), commit), commit);
    }
}
