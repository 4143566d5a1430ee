package dev.sluice.gitops;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The past of the branch that Argo CD follows. It is fetched as far as a question needs, twice as deep each time, and no
 * deeper than {@link #DEEPEST} commits. Valid while its remote is open; not thread-safe.
 */
public final class History {

    /** More than ten years of daily commits. */
    private static final int DEEPEST = 4096;

    private final Remote remote;
    private final int deepest;
    private final Map<CommitPair, Relation> known = new HashMap<>();
    private Optional<ObjectId> head = Optional.empty();
    private int depth = 1;

    private record CommitPair(String commit, String revision) {}

    /** How a revision relates to a commit. */
    public enum Relation {
        /** It is the commit itself, or made on top of it. */
        DESCENDANT,
        /** The commit was made on top of it. */
        ANCESTOR,
        /** Neither, as far as the branch's past is read. */
        UNRELATED
    }

    /**
     * A commit of the branch.
     *
     * @param commit 40 hexadecimal digits
     * @param time when it was made
     * @param message the whole of it
     * @param parents what it was made on, the branch's own past first
     */
    public record Past(String commit, Instant time, String message, List<String> parents) {

        public Past {
            parents = List.copyOf(parents);
        }

        static Past of(RevCommit commit) {
            return new Past(
                    commit.name(),
                    commit.getCommitterIdent().getWhenAsInstant(),
                    commit.getFullMessage(),
                    Arrays.stream(commit.getParents()).map(RevCommit::name).toList());
        }
    }

    /**
     * A folder of the branch, whose changes are looked for.
     *
     * @param folder its path below another folder, without slashes at the ends
     * @param without names of what lies directly in it and does not count
     */
    public record Area(String folder, Set<String> without) {

        public Area {
            without = Set.copyOf(without);
        }

        /** All of a folder. */
        public static Area of(String folder) {
            return new Area(folder, Set.of());
        }

        /** Whether one must look into a folder that differs, to know whether this area does. */
        private boolean isToldBelow(String path) {
            return folder.startsWith(path + "/") || folder.equals(path) && !without.isEmpty();
        }

        /** @param paths that differ; below a folder they are listed where {@link #isToldBelow} asks for it */
        private boolean isChanged(Set<String> paths) {
            String inside = folder + "/";
            return without.isEmpty()
                    ? paths.contains(folder)
                    : paths.stream()
                            .filter(path -> path.startsWith(inside))
                            .map(path -> path.substring(inside.length()))
                            .anyMatch(path -> path.indexOf('/') < 0 && !without.contains(path));
        }
    }

    public History(Remote remote) {
        this(remote, DEEPEST);
    }

    /** @param deepest in commits */
    History(Remote remote, int deepest) {
        this.remote = remote;
        this.deepest = deepest;
    }

    /** Looks back from what was fetched last. */
    public void from(Snapshot snapshot) {
        if (!snapshot.commitId().equals(head)) {
            head = snapshot.commitId();
            depth = 1;
            known.values().removeIf(relation -> relation == Relation.UNRELATED); // it may be of the new past
        }
    }

    /** @param revision any text, such as what Argo CD reports as a commit of the branch */
    public Relation relation(String commit, String revision) {
        if (!ObjectId.isId(commit) || !ObjectId.isId(revision)) {
            return Relation.UNRELATED;
        }
        return known.computeIfAbsent(
                new CommitPair(commit, revision),
                pair -> relation(ObjectId.fromString(commit), ObjectId.fromString(revision)));
    }

    private Relation relation(ObjectId commit, ObjectId revision) {
        do {
            if (reaches(revision, commit)) {
                return isOfTheBranch(revision) ? Relation.DESCENDANT : Relation.UNRELATED;
            }
            if (reaches(commit, revision)) {
                return Relation.ANCESTOR;
            }
        } while (deepen());
        return Relation.UNRELATED;
    }

    /**
     * By area, the last commit that changed it, along the first parents: what was merged counts as changed by the merge.
     * Where that lies deeper than is read, the oldest commit that was: no older revision is known to hold the same, nor to
     * hold anything else.
     *
     * @param parent the folder that holds these areas; empty for the root
     * @param areas those that the head has
     */
    public Map<Area, Past> lastChanges(String parent, Collection<Area> areas) {
        Map<Area, Past> changes = new HashMap<>();
        Set<Area> open = new HashSet<>(areas);
        Optional<RevCommit> at = head.flatMap(remote::commit);
        while (at.isPresent() && !open.isEmpty()) {
            RevCommit commit = at.get();
            Optional<RevCommit> before = parent(commit);
            Set<Area> changed =
                    before.map(older -> changed(parent, older, commit, open)).orElseGet(() -> new HashSet<>(open));
            changed.forEach(area -> changes.put(area, Past.of(commit)));
            open.removeAll(changed);
            at = before;
        }
        return changes;
    }

    /**
     * What a commit did to the branch.
     *
     * @param before what the branch held before it; nothing for the first one
     */
    public record CommitStep(Past commit, Snapshot before, Snapshot after) {}

    /** A commit along the first parents; empty where it is none of these, as far as the past is read. */
    public Optional<CommitStep> step(String commit) {
        Optional<RevCommit> at = head.flatMap(remote::commit);
        while (at.isPresent() && !at.get().name().equals(commit)) {
            at = parent(at.get());
        }
        return at.map(found -> new CommitStep(
                Past.of(found),
                parent(found).map(remote::snapshot).orElseGet(() -> Snapshot.empty(remote.repository())),
                remote.snapshot(found)));
    }

    /** Its first parent, fetched if it must be; empty where it has none, or lies too deep. */
    private Optional<RevCommit> parent(RevCommit commit) {
        if (commit.getParentCount() == 0) {
            return Optional.empty();
        }
        Optional<RevCommit> parent = remote.commit(commit.getParent(0));
        while (parent.isEmpty() && deepen()) {
            parent = remote.commit(commit.getParent(0));
        }
        return parent;
    }

    private Set<Area> changed(String parent, RevCommit before, RevCommit after, Set<Area> areas) {
        Set<String> paths = new HashSet<>();
        Repository repository = remote.repository();
        try (TreeWalk walk = new TreeWalk(repository)) {
            for (RevCommit commit : Arrays.asList(before, after)) {
                Optional<ObjectId> tree = tree(parent, commit);
                if (tree.isPresent()) {
                    walk.addTree(tree.get());
                } else {
                    walk.addTree(new EmptyTreeIterator());
                }
            }
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                String path = walk.getPathString();
                paths.add(path);
                if (walk.isSubtree() && areas.stream().anyMatch(area -> area.isToldBelow(path))) {
                    walk.enterSubtree();
                }
            }
        } catch (IOException e) {
            throw new GitException("cannot compare " + before.name() + " and " + after.name(), e);
        }
        return areas.stream().filter(area -> area.isChanged(paths)).collect(Collectors.toSet());
    }

    private Optional<ObjectId> tree(String folder, RevCommit commit) throws IOException {
        if (folder.isEmpty()) {
            return Optional.of(commit.getTree());
        }
        try (TreeWalk at = TreeWalk.forPath(remote.repository(), folder, commit.getTree())) {
            return at == null || !FileMode.TREE.equals(at.getRawMode(0))
                    ? Optional.empty()
                    : Optional.of(at.getObjectId(0));
        }
    }

    private boolean isOfTheBranch(ObjectId commit) {
        do {
            if (head.filter(last -> reaches(last, commit)).isPresent()) {
                return true;
            }
        } while (deepen());
        return false;
    }

    /** Whether one comes to a commit from another, in what was fetched. */
    private boolean reaches(ObjectId from, ObjectId to) {
        return walk(from, (id, commit) -> commit.isPresent() && id.equals(to));
    }

    /** Whether all of the past was fetched. */
    private boolean isComplete() {
        return !walk(head.orElseThrow(), (id, commit) -> commit.isEmpty());
    }

    private interface Condition {
        boolean holds(ObjectId id, Optional<RevCommit> commit);
    }

    /** Whether a condition holds for a commit or any below it; what was not fetched has nothing below. */
    private boolean walk(ObjectId from, Condition condition) {
        Deque<ObjectId> next = new ArrayDeque<>(Set.of(from));
        Set<ObjectId> seen = new HashSet<>(next);
        while (!next.isEmpty()) {
            ObjectId id = next.remove();
            Optional<RevCommit> commit = remote.commit(id);
            if (condition.holds(id, commit)) {
                return true;
            }
            commit.stream()
                    .flatMap(found -> Arrays.stream(found.getParents()))
                    .map(ObjectId::copy)
                    .filter(seen::add)
                    .forEach(next::add);
        }
        return false;
    }

    /** @return false where there is nothing more to fetch */
    private boolean deepen() {
        if (head.isEmpty() || depth >= deepest || isComplete()) {
            return false;
        }
        depth *= 2;
        remote.fetch(remote.origin().branch(), depth);
        return true;
    }
}
