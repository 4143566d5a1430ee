package dev.sluice.gitops;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/**
 * Makes drafts into commits.
 *
 * @param clock says when they are made
 * @param key signs them; they stay unsigned where empty
 */
public record Commits(Clock clock, Optional<SigningKey> key) {

    /** From this many files on, a pack of their own is worth it. */
    private static final int MANY = 500;

    /** Puts a commit into the object store: what a snapshot holds with the draft's change in it. */
    ObjectId write(Remote remote, Snapshot base, Draft draft, List<ObjectId> parents) {
        try {
            return insert(remote, base, draft, parents);
        } catch (IOException e) {
            if (remote.spilled(e)) {
                return write(remote, base, draft, parents);
            }
            throw GitException.onDisk(
                    "write the commit to", remote.repository().getDirectory().toPath(), e);
        }
    }

    private ObjectId insert(Remote remote, Snapshot base, Draft draft, List<ObjectId> parents) throws IOException {
        try (ObjectInserter inserter = inserter(remote.repository(), draft.change());
                var reader = inserter.newReader()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(new TreeBuilder(reader, inserter).build(base.treeId(), draft.change()));
            commit.setParentIds(parents);
            Origin.CommitAuthor author = remote.origin().author();
            PersonIdent person = new PersonIdent(author.name(), author.email(), clock.instant(), ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(draft.message().text());
            if (key.isPresent()) {
                // What is signed is the commit as it would be without its signature.
                commit.setGpgSignature(new GpgSignature(key.get().sign(commit.build(), clock.instant())));
            }
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    /** A file for each object, as Git has it, or one for all: to make, find and delete files costs more than to fill them. */
    private static ObjectInserter inserter(Repository repository, Change change) {
        if (change.written().size() >= MANY && repository.getObjectDatabase() instanceof ObjectDirectory files) {
            PackInserter inserter = files.newPackInserter();
            inserter.checkExisting(false); // which looks for each in all packs; one that is there twice does no harm
            return inserter;
        }
        return repository.newObjectInserter();
    }
}
