package dev.sluice.gitops.refs;

import dev.sluice.gitops.BranchOwner;
import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Origin;
import dev.sluice.gitops.Remote;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What people accepted, each in a ref of its own whose commit says who and when: {@code refs/sluice/accepted/<digest>}. Those of
 * other services that share the repository are neither seen nor touched. Not thread-safe.
 */
public final class AcceptanceRefs {

    /** What their full names begin with. */
    public static final String FOLDER = BranchOwner.REFS + "accepted/";

    private static final String BY = "Accepted-by";
    private static final String AT = "Accepted-at";
    private static final String OWNER = "Sluice-Owner";

    private final Remote remote;
    private final String owner;
    private final NamedRefs refs;
    private final Map<String, ObjectId> seen = new HashMap<>();

    /** @param owner the service, as {@link BranchOwner} names it */
    public AcceptanceRefs(Remote remote, String owner) {
        this.remote = remote;
        this.owner = owner;
        this.refs = new NamedRefs(remote);
    }

    /** What is accepted now. */
    public List<ChangeAcceptance> read() {
        seen.clear();
        return refs.fetch(FOLDER).entrySet().stream()
                .flatMap(ref -> read(ref.getKey(), ref.getValue()).stream())
                .toList();
    }

    private Optional<ChangeAcceptance> read(String ref, ObjectId id) {
        RevCommit commit = refs.commit(id);
        String digest = ref.substring(FOLDER.length());
        if (!ChangeAcceptance.isDigest(digest)
                || !trailer(commit, OWNER).equals(owner)
                || trailer(commit, BY).isBlank()) {
            return Optional.empty();
        }
        seen.put(digest, id);
        return Optional.of(new ChangeAcceptance(digest, trailer(commit, BY), at(commit)));
    }

    private static Instant at(RevCommit commit) {
        try {
            return Instant.parse(trailer(commit, AT));
        } catch (DateTimeException e) {
            return commit.getCommitterIdent().getWhenAsInstant();
        }
    }

    private static String trailer(RevCommit commit, String key) {
        List<String> values = commit.getFooterLines(key);
        return values.isEmpty() ? "" : values.getLast();
    }

    /**
     * Keeps an acceptance.
     *
     * @return whether it is new; false where this was accepted before, which stays as it is
     * @throws GitException if the server refuses such a ref
     */
    public boolean add(ChangeAcceptance acceptance) {
        ObjectId commit = write(acceptance);
        boolean isNew = refs.move(FOLDER + acceptance.digest(), Optional.empty(), Optional.of(commit))
                .isEmpty();
        if (isNew) {
            seen.put(acceptance.digest(), commit);
        }
        return isNew;
    }

    private ObjectId write(ChangeAcceptance acceptance) {
        try (ObjectInserter inserter = remote.repository().newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            Origin.CommitAuthor author = remote.origin().author();
            PersonIdent person = new PersonIdent(author.name(), author.email(), acceptance.at(), ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("Accept " + acceptance.digest() + "\n\n"
                    + BY + ": " + acceptance.by() + "\n"
                    + AT + ": " + acceptance.at() + "\n"
                    + OWNER + ": " + owner + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new GitException("cannot write the acceptance of " + acceptance.digest(), e);
        }
    }

    /** Takes acceptances away that were {@linkplain #read read}, unless they were given anew since. */
    public void remove(Collection<ChangeAcceptance> acceptances) {
        acceptances.forEach(acceptance -> Optional.ofNullable(seen.get(acceptance.digest()))
                .ifPresent(id -> refs.move(FOLDER + acceptance.digest(), Optional.of(id), Optional.empty())));
    }
}
