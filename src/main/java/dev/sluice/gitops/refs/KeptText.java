package dev.sluice.gitops.refs;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A text that the remote keeps for Sluice below a ref that is no branch: one file in a commit without parents, which the
 * next version replaces. It is replaced only where it still is what was read last. Not thread-safe.
 *
 * <p>All methods throw {@link GitException} where the remote cannot be reached or refuses.
 */
public final class KeptText {

    private static final String FILE = "text";

    /** In bytes: a longer file is not Sluice's. */
    private static final int LONGEST = 1 << 20;

    private final Remote remote;
    private final String ref;
    private final NamedRefs refs;
    private Optional<ObjectId> seen = Optional.empty();

    /** @param ref its full name, such as {@code refs/sluice/told/0a1b} */
    public KeptText(Remote remote, String ref) {
        this.remote = remote;
        this.ref = ref;
        this.refs = new NamedRefs(remote);
    }

    /** Empty where nothing was written yet. */
    public Optional<String> read() {
        seen = Optional.ofNullable(refs.fetch(ref).get(ref));
        return seen.flatMap(this::text);
    }

    private Optional<String> text(ObjectId commit) {
        try (ObjectReader reader = remote.repository().newObjectReader();
                TreeWalk file =
                        TreeWalk.forPath(reader, FILE, refs.commit(commit).getTree())) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(
                            reader.open(file.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes(LONGEST),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new GitException("cannot read the text in " + ref, e);
        }
    }

    /**
     * Replaces what was read last.
     *
     * @param subject of the commit
     * @return whether it is written; not where another writer was faster: then it is to be read again
     */
    public boolean write(String text, String subject, Instant now) {
        ObjectId commit = commit(text, subject, now);
        boolean isWritten = refs.move(ref, seen, Optional.of(commit)).isEmpty();
        if (isWritten) {
            seen = Optional.of(commit);
        }
        return isWritten;
    }

    private ObjectId commit(String text, String subject, Instant now) {
        try (ObjectInserter inserter = remote.repository().newObjectInserter()) {
            TreeFormatter tree = new TreeFormatter();
            tree.append(
                    FILE,
                    FileMode.REGULAR_FILE,
                    inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(tree));
            Origin.CommitAuthor author = remote.origin().author();
            PersonIdent person = new PersonIdent(author.name(), author.email(), now, ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(subject + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new GitException("cannot write the text for " + ref, e);
        }
    }
}
