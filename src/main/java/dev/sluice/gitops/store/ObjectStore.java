package dev.sluice.gitops.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.FileUtils;

/**
 * A bare repository that a remote's last commits are fetched into: with all their trees, and with their files where
 * {@link #isWhole()}, otherwise with those that were asked for. It has no refs; where branches were is said by
 * {@link #heads()}. Not thread-safe.
 */
public final class ObjectStore {

    private final Path folder;
    private final Repository repository;
    private final SortedMap<String, ObjectId> heads;
    private boolean isWhole;

    private ObjectStore(Path folder, Repository repository, Map<String, ObjectId> heads, boolean isWhole) {
        this.folder = folder;
        this.repository = repository;
        this.heads = new TreeMap<>(heads);
        this.isWhole = isWhole;
    }

    /** An empty one, in a folder that is empty or not there yet. */
    static ObjectStore create(Path folder) throws IOException {
        Repository repository = repository(folder);
        repository.create(true);
        return new ObjectStore(folder, repository, Map.of(), false);
    }

    /**
     * An empty one in an empty folder that shows what another one holds, too.
     *
     * @see <a href="https://git-scm.com/docs/gitrepository-layout">Git, objects/info/alternates</a>
     */
    static ObjectStore above(ObjectStore other, Path folder) throws IOException {
        try (Repository repository = repository(folder)) {
            repository.create(true);
        }
        Path alternates = folder.resolve("objects/info/alternates");
        Files.createDirectories(alternates.getParent());
        Files.writeString(alternates, other.folder.toAbsolutePath().resolve("objects") + "\n");
        ObjectStore above = new ObjectStore(folder, repository(folder), other.heads, other.isWhole);
        above.repository
                .getObjectDatabase()
                .setShallowCommits(other.repository.getObjectDatabase().getShallowCommits());
        return above;
    }

    /** One that is what its seal says. */
    public static ObjectStore open(Path folder, Seal seal) throws IOException {
        return new ObjectStore(folder, repository(folder), seal.heads(), seal.isWhole());
    }

    private static Repository repository(Path folder) throws IOException {
        return new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
    }

    public Path folder() {
        return folder;
    }

    public Repository repository() {
        return repository;
    }

    /** The commits that branches were last seen at, by short name; each is here with its trees. */
    public SortedMap<String, ObjectId> heads() {
        return heads;
    }

    /** A commit that is here, with its parents whether or not they are; empty where it is not. */
    public Optional<RevCommit> commit(ObjectId id) throws IOException {
        try {
            // As it is stored: a walk would hide the parents that a shallow fetch left out.
            byte[] raw = repository.open(id, Constants.OBJ_COMMIT).getBytes();
            return Optional.of(RevCommit.parse(raw));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** Whether commits are here with all their files. */
    public boolean isWhole() {
        return isWhole;
    }

    /** From now on files come with their commits. */
    public void makeWhole() {
        isWhole = true;
    }

    /**
     * Sees that a commit is complete, provided that another one is: what is equal in both need not be looked at.
     *
     * @throws org.eclipse.jgit.errors.MissingObjectException if something is missing
     */
    public void requireComplete(ObjectId commit, Optional<ObjectId> complete) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk commits = new RevWalk(reader);
                TreeWalk trees = new TreeWalk(reader)) {
            if (complete.isPresent()) {
                trees.addTree(commits.parseCommit(complete.get()).getTree());
                trees.setFilter(TreeFilter.ANY_DIFF);
            }
            int now = trees.addTree(commits.parseCommit(commit).getTree());
            trees.setRecursive(true);
            while (trees.next()) {
                FileMode mode = trees.getFileMode(now);
                if (isWhole && mode.getObjectType() == Constants.OBJ_BLOB) {
                    reader.open(trees.getObjectId(now));
                }
            }
        }
    }

    /** Forgets what no branch leads to any more: a list of shallow commits that grows is sent with each fetch. */
    void trim(Set<String> branches) throws IOException {
        heads.keySet().retainAll(branches);
        Set<ObjectId> shallow = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
            for (ObjectId head : heads.values()) {
                walk.markStart(walk.parseCommit(head));
            }
            Set<ObjectId> known = repository.getObjectDatabase().getShallowCommits();
            for (RevCommit commit : walk) {
                if (known.contains(commit)) {
                    shallow.add(commit.copy());
                }
            }
        }
        repository.getObjectDatabase().setShallowCommits(shallow);
    }

    void close() {
        repository.close();
    }

    static void delete(Path folder) throws IOException {
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.RETRY);
    }
}
