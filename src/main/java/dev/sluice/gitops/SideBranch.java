package dev.sluice.gitops;

import dev.sluice.gitops.GitException.PushRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A branch beside the one that Argo CD follows, on which a change waits to be merged.
 *
 * <p>Sluice's commits on it say in their trailers on which commit they were built and what they hold. The branch is never
 * moved but from the very commit that was looked at.
 *
 * <pre>
 *   followed branch   o---o---B                 B is the base
 *                              \
 *   side branch                 S               rewritten: S is replaced by a commit on the new base
 *                                \
 *                                 S'            appended to: where the base moved, it is the second parent
 * </pre>
 */
public final class SideBranch {

    private static final String BASE = "Sluice-Base";
    private static final String CONTENT = "Sluice-Content";
    private static final String OWNER = "Sluice-Owner";

    /** More commits than any review asks for. */
    private static final int DEEPEST = 4096;

    private final Remote remote;
    private final String name;
    private final Commits commits;
    private final BranchOwner owner;

    /**
     * @param name the branch's short name
     * @param owner whose it is to be
     */
    public SideBranch(Remote remote, String name, Commits commits, BranchOwner owner) {
        this.remote = remote;
        this.name = name;
        this.commits = commits;
        this.owner = owner;
    }

    /** What the branch holds. */
    public sealed interface BranchState {}

    /** There is no such branch. */
    public record NoBranch() implements BranchState {}

    /**
     * Nothing but commits of Sluice's.
     *
     * @param commit the last one
     * @param base the commit of the followed branch that it was built on
     * @param content what it holds, in the words of its maker
     * @param length how many there are
     */
    public record Ours(String commit, String base, String content, int length) implements BranchState {}

    /**
     * Another person's commit is among them, or there are none of Sluice's.
     *
     * @param commit the branch's last one
     * @param author the name in the one that was found
     */
    public record Foreign(String commit, String author) implements BranchState {}

    /**
     * Another service's.
     *
     * @param commit the branch's last one
     * @param owner in words
     */
    public record Others(String commit, String owner) implements BranchState {}

    public String name() {
        return name;
    }

    /** Looks at the branch, as of the last fetch of the followed one. */
    public BranchState state() {
        if (!remote.branches().containsKey(name)) {
            requireFree();
            return new NoBranch();
        }
        for (int depth = 1; depth <= DEEPEST; depth *= 2) { // mostly there is one commit
            ObjectId head = remote.fetch(name, depth);
            Optional<BranchState> state = walk(head);
            if (state.isPresent()) {
                return state.get() instanceof Ours ours ? owned(ours) : state.get();
            }
        }
        throw new GitException("branch '" + name + "' has more than " + DEEPEST + " commits: delete it");
    }

    /** Git keeps branches as paths: one cannot be a file and a folder at once. */
    private void requireFree() {
        remote.branches().keySet().stream()
                .filter(other -> name.startsWith(other + "/") || other.startsWith(name + "/"))
                .findFirst()
                .ifPresent(other -> {
                    throw new GitException("branch '" + other + "' is in the way of '" + name
                            + "': Git cannot hold both; rename or delete '" + other + "'");
                });
    }

    /**
     * Puts one commit on the base in place of whatever the branch held; where the server lets nothing be rewritten, puts it on
     * top instead.
     */
    public Publication rewrite(BranchState seen, Snapshot base, Draft draft, String content) {
        ObjectId built = baseCommit(base);
        ObjectId commit = commits.write(remote, base, said(draft, built, content), List.of(built));
        Optional<ObjectId> head = head(seen);
        try {
            return remote.publish(Push.rewrite(name, head, commit), commit);
        } catch (PushRefusedException e) {
            if (head.isEmpty()) {
                throw e;
            }
        }
        if (seen instanceof Ours ours) {
            return append(ours, base, draft, content);
        }
        // With the base first it is the only commit of ours, and what others committed is no part of it.
        List<ObjectId> parents = List.of(built, head.orElseThrow());
        ObjectId top = commits.write(remote, base, said(draft, built, content), parents);
        return remote.publish(Push.forward(name, head, top), top);
    }

    /** Puts a further commit on the branch, after which it holds the change on the base as it is now. */
    public Publication append(Ours seen, Snapshot base, Draft draft, String content) {
        ObjectId head = ObjectId.fromString(seen.commit());
        ObjectId built = baseCommit(base);
        List<ObjectId> parents = seen.base().equals(built.name()) ? List.of(head) : List.of(head, built);
        ObjectId commit = commits.write(remote, base, said(draft, built, content), parents);
        return remote.publish(Push.forward(name, Optional.of(head), commit), commit);
    }

    /** @return whether it is gone: not where it moved since it was looked at */
    public boolean delete(BranchState seen) {
        return head(seen)
                .map(commit -> remote.push(Push.delete(name, commit)).isEmpty())
                .orElse(true);
    }

    /** Whether the followed branch has since changed one of the files that a change writes or deletes. */
    public boolean conflicts(Ours seen, Snapshot base, Change change) {
        if (baseCommit(base).name().equals(seen.base())) {
            return false;
        }
        remote.fetch(name, seen.length() + 1); // with the commit that it was built on
        Snapshot before = remote.snapshot(ObjectId.fromString(seen.base()));
        return Stream.concat(change.written().keySet().stream(), change.deleted().stream())
                .anyMatch(path -> !before.entry(path).equals(base.entry(path)));
    }

    private Optional<BranchState> walk(ObjectId head) {
        ObjectId at = head;
        RevCommit last = remote.commit(head).orElseThrow();
        String whose = trailer(last, OWNER);
        if (!whose.isEmpty() && !whose.equals(owner.toString())) {
            return Optional.of(new Others(head.name(), whose));
        }
        for (int length = 1; ; length++) {
            Optional<RevCommit> commit = remote.commit(at);
            if (commit.isEmpty()) {
                return Optional.empty();
            }
            if (!isOurs(commit.get())) {
                String author = commit.get().getAuthorIdent().getName();
                return Optional.of(new Foreign(head.name(), author));
            }
            ObjectId parent = commit.get().getParent(0);
            if (parent.name().equals(trailer(commit.get(), BASE))) {
                return Optional.of(new Ours(head.name(), trailer(last, BASE), trailer(last, CONTENT), length));
            }
            at = parent;
        }
    }

    /** Commits of earlier versions do not say whose they are: those that touch other folders are not ours. */
    private BranchState owned(Ours ours) {
        ObjectId head = ObjectId.fromString(ours.commit());
        if (!trailer(remote.commit(head).orElseThrow(), OWNER).isEmpty()) {
            return ours;
        }
        remote.fetch(name, ours.length() + 1); // with the commit that it was built on
        Snapshot base = remote.snapshot(ObjectId.fromString(ours.base()));
        return remote.snapshot(head).differing(base).stream()
                        .allMatch(path -> owner.folders().cluster(path).isPresent())
                ? ours
                : new Others(ours.commit(), "it changes files outside of " + owner.folders());
    }

    private boolean isOurs(RevCommit commit) {
        return isSluice(commit.getAuthorIdent())
                && isSluice(commit.getCommitterIdent())
                && commit.getParentCount() > 0
                && !trailer(commit, BASE).isEmpty();
    }

    /** A person who amends a commit becomes its committer. */
    private boolean isSluice(PersonIdent person) {
        Origin.CommitAuthor author = remote.origin().author();
        return person.getName().equals(author.name())
                && person.getEmailAddress().equals(author.email());
    }

    private static String trailer(RevCommit commit, String key) {
        List<String> values = commit.getFooterLines(key);
        return values.isEmpty() ? "" : values.getLast();
    }

    private Draft said(Draft draft, ObjectId base, String content) {
        SequencedMap<String, String> trailers =
                new LinkedHashMap<>(draft.message().trailers());
        trailers.put(OWNER, owner.toString());
        trailers.put(CONTENT, content);
        trailers.put(BASE, base.name());
        Message message = new Message(draft.message().subject(), draft.message().body(), trailers);
        return new Draft(draft.change(), message);
    }

    private static Optional<ObjectId> head(BranchState seen) {
        return switch (seen) {
            case NoBranch none -> Optional.empty();
            case Ours ours -> Optional.of(ObjectId.fromString(ours.commit()));
            case Foreign foreign -> Optional.of(ObjectId.fromString(foreign.commit()));
            case Others others -> Optional.of(ObjectId.fromString(others.commit()));
        };
    }

    private ObjectId baseCommit(Snapshot base) {
        return base.commitId()
                .orElseThrow(() -> new GitException("branch '" + remote.origin().branch() + "' of "
                        + remote.origin().url() + " has no commit yet, and a request needs one to go into:"
                        + " push a first commit, such as a README"));
    }
}
