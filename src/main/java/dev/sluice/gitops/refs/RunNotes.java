package dev.sluice.gitops.refs;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.notes.Note;
import org.eclipse.jgit.notes.NoteMap;

/**
 * Git's notes in {@value #REF}: a text for each of some commits, which {@code git log --notes=sluice} shows. Not thread-safe.
 *
 * @see <a href="https://git-scm.com/docs/git-notes">git-notes</a>
 */
public final class RunNotes {

    public static final String REF = "refs/notes/sluice";

    private static final int ATTEMPTS = 5;

    /** In bytes: a longer note is not Sluice's. */
    private static final int LONGEST = 1 << 20;

    private final Remote remote;
    private final NamedRefs refs;

    public RunNotes(Remote remote) {
        this.remote = remote;
        this.refs = new NamedRefs(remote);
    }

    /** The notes by commit, 40 hexadecimal digits each. */
    public SortedMap<String, String> read() {
        return texts(tip());
    }

    private Optional<ObjectId> tip() {
        return Optional.ofNullable(refs.fetch(REF).get(REF));
    }

    private SortedMap<String, String> texts(Optional<ObjectId> tip) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (ObjectReader reader = remote.repository().newObjectReader()) {
            for (Note note : map(reader, tip)) {
                texts.put(
                        note.name(),
                        new String(reader.open(note.getData()).getCachedBytes(LONGEST), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new GitException("cannot read the notes in " + REF, e);
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    private NoteMap map(ObjectReader reader, Optional<ObjectId> tip) throws IOException {
        return tip.isPresent() ? NoteMap.read(reader, refs.commit(tip.get())) : NoteMap.newEmptyMap();
    }

    /**
     * Changes notes, again and again while others change them in between.
     *
     * @param change makes the new notes from those of now; it may be called several times
     * @param subject of the commit that keeps them
     */
    public void update(UnaryOperator<SortedMap<String, String>> change, String subject, Instant now) {
        String moved = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ObjectId> tip = tip();
            SortedMap<String, String> before = texts(tip);
            SortedMap<String, String> after = change.apply(before);
            if (after.equals(before)) {
                return;
            }
            ObjectId commit = write(tip, before, after, subject, now);
            Optional<String> outrun = refs.move(REF, tip, Optional.of(commit));
            if (outrun.isEmpty()) {
                return;
            }
            moved = outrun.get();
        }
        throw new GitException(REF + " moved during each of " + ATTEMPTS + " attempts to push (" + moved + ")");
    }

    private ObjectId write(
            Optional<ObjectId> tip,
            SortedMap<String, String> before,
            SortedMap<String, String> after,
            String subject,
            Instant now) {
        try (ObjectInserter inserter = remote.repository().newObjectInserter();
                ObjectReader reader = remote.repository().newObjectReader()) {
            NoteMap notes = map(reader, tip);
            for (String commit : before.keySet()) {
                if (!after.containsKey(commit)) {
                    notes.remove(ObjectId.fromString(commit));
                }
            }
            for (var note : after.entrySet()) {
                if (!note.getValue().equals(before.get(note.getKey()))) {
                    notes.set(ObjectId.fromString(note.getKey()), note.getValue(), inserter);
                }
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(notes.writeTree(inserter));
            tip.ifPresent(commit::setParentId);
            Origin.CommitAuthor author = remote.origin().author();
            PersonIdent person = new PersonIdent(author.name(), author.email(), now, ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(subject + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new GitException("cannot write the notes for " + REF, e);
        }
    }
}
