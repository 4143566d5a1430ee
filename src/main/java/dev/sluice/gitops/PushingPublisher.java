package dev.sluice.gitops;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Makes a draft into one commit on top of the snapshot and pushes it without force: the remote moves its branch from the
 * one commit to the other in a single step, or not at all.
 */
public final class PushingPublisher implements Publisher {

    private final Remote remote;
    private final Clock clock;

    public PushingPublisher(Remote remote, Clock clock) {
        this.remote = remote;
        this.clock = clock;
    }

    @Override
    public Publication publish(Snapshot snapshot, Draft draft) {
        ObjectId commit = commit(snapshot, draft);
        return remote.push(snapshot.commitId(), commit);
    }

    private ObjectId commit(Snapshot snapshot, Draft draft) {
        try (ObjectInserter inserter = remote.repository().newObjectInserter();
                var reader = inserter.newReader()) {
            Optional<ObjectId> base = snapshot.treeId();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(new TreeBuilder(reader, inserter).build(base, draft.change()));
            snapshot.commitId().ifPresent(commit::setParentId);
            Origin.Author author = remote.origin().author();
            PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(draft.message().text());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new GitException("cannot write the commit to the object store", e);
        }
    }
}
