package dev.sluice.gitops.past;

import dev.sluice.gitops.GitException;
import dev.sluice.gitops.Remote;
import dev.sluice.gitops.past.PastCommit.PastFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Walks back along the first parents of the followed branch and shows the commits that changed a folder. What was merged
 * counts as changed by the merge. The past is fetched as far as the walk goes, twice as deep each time, and no deeper than
 * {@link #DEEPEST} commits. Trees that are equal are not read. Valid while its remote is open; not thread-safe.
 */
public final class FolderPast {

    /** Two years of hourly merges of others, or more than ten years of Sluice's own commits. */
    public static final int DEEPEST = 4096;

    private static final int FIRST = 64;

    private final Remote remote;
    private final String folder;
    private final Predicate<String> wanted;
    private Optional<String> known;
    private final int deepest;
    private Optional<RevCommit> at;
    private int visited;
    private int depth = 1;
    private WalkEnd end = WalkEnd.GOES_ON;

    /** How far a walk has come. */
    public enum WalkEnd {
        /** Not yet at an end. */
        GOES_ON,
        /** At the first commit of the branch. */
        BEGINNING,
        /** At a commit that the caller knows. */
        KNOWN,
        /** At the oldest commit that is fetched. */
        BOUND
    }

    /**
     * @param head the commit to begin with, which was fetched
     * @param folder empty for the root
     * @param wanted tells of a path inside the folder whether the file counts
     * @param known the commit to end before; empty for none
     */
    public FolderPast(
            Remote remote, String head, String folder, Predicate<String> wanted, Optional<String> known, int deepest) {
        this.remote = remote;
        this.folder = folder;
        this.wanted = wanted;
        this.known = known;
        this.deepest = deepest;
        this.at = remote.commit(ObjectId.fromString(head));
    }

    public WalkEnd end() {
        return end;
    }

    /** Goes on beyond the commit that the caller knew. */
    public void passKnown() {
        known = Optional.empty();
        end = end == WalkEnd.KNOWN ? WalkEnd.GOES_ON : end;
    }

    /** The files at the commit where the walk is: the names of their contents by path inside the folder. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        at.ifPresent(commit -> compare(Optional.empty(), commit)
                .forEach(file -> files.put(file.path(), file.after().orElseThrow())));
        return files;
    }

    /** The next older commit that changed the folder; empty where the walk has ended, see {@link #end}. */
    public Optional<PastCommit> next() {
        while (end == WalkEnd.GOES_ON) {
            RevCommit commit = at.orElseThrow();
            if (known.filter(commit.name()::equals).isPresent()) {
                end = WalkEnd.KNOWN;
                return Optional.empty();
            }
            Optional<RevCommit> parent = parent(commit);
            if (parent.isEmpty()) {
                end = commit.getParentCount() == 0 ? WalkEnd.BEGINNING : WalkEnd.BOUND;
            }
            if (end == WalkEnd.BOUND) {
                return Optional.empty(); // what it changed cannot be told without its parent
            }
            at = parent;
            visited++;
            List<PastFile> changed = compare(parent, commit);
            if (!changed.isEmpty()) {
                return Optional.of(past(commit, changed));
            }
        }
        return Optional.empty();
    }

    private static PastCommit past(RevCommit commit, List<PastFile> changed) {
        return new PastCommit(
                commit.name(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getAuthorIdent().getName(),
                commit.getFullMessage(),
                commit.getFooterLines("Accepted-by"),
                changed);
    }

    private Optional<RevCommit> parent(RevCommit commit) {
        if (commit.getParentCount() == 0) {
            return Optional.empty();
        }
        ObjectId id = commit.getParent(0);
        Optional<RevCommit> parent = remote.commit(id);
        while (parent.isEmpty() && visited + 1 < deepest && depth < 2 * deepest) {
            depth = Math.max(FIRST, depth * 2);
            remote.fetch(remote.origin().branch(), Math.min(depth, deepest + 1));
            parent = remote.commit(id);
        }
        return visited + 1 < deepest ? parent : Optional.empty();
    }

    private List<PastFile> compare(Optional<RevCommit> before, RevCommit after) {
        List<PastFile> files = new ArrayList<>();
        try (ObjectReader reader = remote.repository().newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            add(walk, reader, before);
            add(walk, reader, Optional.of(after));
            walk.setFilter(TreeFilter.ANY_DIFF);
            walk.setRecursive(true);
            while (walk.next()) {
                Optional<String> old = content(walk, 0);
                Optional<String> now = content(walk, 1);
                if (!old.equals(now) && wanted.test(walk.getPathString())) {
                    files.add(new PastFile(walk.getPathString(), old, now));
                }
            }
            return files;
        } catch (IOException e) {
            throw new GitException("cannot read what commit " + after.name() + " changed", e);
        }
    }

    private void add(TreeWalk walk, ObjectReader reader, Optional<RevCommit> commit) throws IOException {
        Optional<ObjectId> tree = Optional.empty();
        if (commit.isPresent() && folder.isEmpty()) {
            tree = Optional.of(commit.get().getTree());
        } else if (commit.isPresent()) {
            try (TreeWalk at = TreeWalk.forPath(reader, folder, commit.get().getTree())) {
                tree = at == null || !FileMode.TREE.equals(at.getRawMode(0))
                        ? Optional.empty()
                        : Optional.of(at.getObjectId(0));
            }
        }
        if (tree.isPresent()) {
            walk.addTree(tree.get());
        } else {
            walk.addTree(new EmptyTreeIterator());
        }
    }

    private static Optional<String> content(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        boolean isFile = mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
        return isFile ? Optional.of(walk.getObjectId(tree).name()) : Optional.empty();
    }
}
