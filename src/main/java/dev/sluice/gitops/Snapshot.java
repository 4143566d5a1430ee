package dev.sluice.gitops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * What a branch of the remote held when it was fetched. Reads straight from the object database; valid while the
 * {@link Remote} it came from is open.
 */
public final class Snapshot {

    private final Supplier<Repository> repository;
    private final Consumer<Set<ObjectId>> bring;
    private final Optional<ObjectId> commit;
    private final Optional<ObjectId> tree;

    private Snapshot(
            Supplier<Repository> repository,
            Consumer<Set<ObjectId>> bring,
            Optional<ObjectId> commit,
            Optional<ObjectId> tree) {
        this.repository = repository;
        this.bring = bring;
        this.commit = commit;
        this.tree = tree;
    }

    static Snapshot empty(Repository repository) {
        return new Snapshot(() -> repository, files -> {}, Optional.empty(), Optional.empty());
    }

    /** Of a repository that lacks no file. */
    static Snapshot of(Repository repository, ObjectId commit) throws IOException {
        return of(() -> repository, files -> {}, commit);
    }

    /**
     * @param repository where everything is now: it may be another one later on
     * @param bring brings files into the repository that it lacks
     */
    static Snapshot of(Supplier<Repository> repository, Consumer<Set<ObjectId>> bring, ObjectId commit)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository.get())) {
            ObjectId tree = walk.parseCommit(commit).getTree().copy();
            return new Snapshot(repository, bring, Optional.of(commit), Optional.of(tree));
        }
    }

    /** The branch's commit; empty for a repository without commits. */
    public Optional<String> commit() {
        return commit.map(ObjectId::name);
    }

    Optional<ObjectId> commitId() {
        return commit;
    }

    Optional<ObjectId> treeId() {
        return tree;
    }

    /**
     * The text of a file.
     *
     * @return empty where the path does not exist
     * @throws GitException if the path is something other than a file, naming it
     */
    public Optional<String> text(String path) {
        return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    Optional<byte[]> bytes(String path) {
        return at(path, walk -> {
            requireFile(walk);
            return bytes(walk.getObjectId(0));
        });
    }

    /** The text of a file of this snapshot, by its name in the object database. */
    String text(ObjectId file) {
        try {
            return new String(bytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new GitException("cannot read the file " + file.name(), e);
        }
    }

    private byte[] bytes(ObjectId file) throws IOException {
        if (!repository.get().getObjectDatabase().has(file)) {
            bring.accept(Set.of(file));
        }
        // Whole, even where JGit would rather stream it: foreign files are read to see that they are foreign.
        return repository.get().open(file).getBytes(Integer.MAX_VALUE);
    }

    /** Mode and object of the entry at a path, in words that are equal for equal entries; empty where there is none. */
    Optional<String> entry(String path) {
        return at(path, walk -> walk.getFileMode(0) + " " + walk.getObjectId(0).name());
    }

    /** The kind of entry at a path; empty where there is none. */
    Optional<FileMode> mode(String path) {
        return at(path, walk -> walk.getFileMode(0));
    }

    /** Whether a folder is at a path. */
    boolean isFolder(String path) {
        return mode(path).filter(FileMode.TREE::equals).isPresent();
    }

    /** Whether a regular file is at a path. */
    boolean isFile(String path) {
        return mode(path).filter(Snapshot::isRegular).isPresent();
    }

    /** Brings all regular files below a folder at once, where they are not here: each alone would be a request. */
    public void load(String folder) {
        load(List.of(folder));
    }

    /** Brings all regular files below some folders at once. */
    void load(Collection<String> folders) {
        Set<ObjectId> missing = new LinkedHashSet<>();
        for (String folder : folders) {
            visit(folder, true, walk -> {
                ObjectId file = walk.getObjectId(0);
                if (isRegular(walk.getFileMode(0)) && !walk.getObjectReader().has(file)) {
                    missing.add(file);
                }
            });
        }
        if (!missing.isEmpty()) {
            bring.accept(missing);
        }
    }

    /** The paths of all regular files below a folder, ascending; links and submodules are left out. */
    public List<String> files(String folder) {
        return List.copyOf(entries(folder).keySet());
    }

    /** All regular files below a folder, by path: their names in the object database. No file is read. */
    SortedMap<String, ObjectId> entries(String folder) {
        return list(folder, true, FileMode.REGULAR_FILE, FileMode.EXECUTABLE_FILE);
    }

    /** The paths of all regular files that are not the same in another snapshot; no file is read. */
    Set<String> differing(Snapshot other) {
        SortedMap<String, ObjectId> here = entries("");
        SortedMap<String, ObjectId> there = other.entries("");
        Set<String> paths = new TreeSet<>(here.keySet());
        paths.addAll(there.keySet());
        paths.removeIf(path -> Optional.ofNullable(here.get(path)).equals(Optional.ofNullable(there.get(path))));
        return paths;
    }

    /** The paths of the folders directly in a folder, ascending. */
    public List<String> folders(String folder) {
        return List.copyOf(list(folder, false, FileMode.TREE).keySet());
    }

    private interface TreeRead<T> {
        T at(TreeWalk walk) throws IOException;
    }

    private <T> Optional<T> at(String path, TreeRead<T> look) {
        return tree.flatMap(root -> {
            try (TreeWalk walk = TreeWalk.forPath(repository.get(), path, root)) {
                return walk == null ? Optional.empty() : Optional.of(look.at(walk));
            } catch (IOException e) {
                throw new GitException(
                        "cannot read " + path + " at " + commit.orElseThrow().name(), e);
            }
        });
    }

    private interface Visit {
        void entry(TreeWalk walk) throws IOException;
    }

    private SortedMap<String, ObjectId> list(String folder, boolean recursive, FileMode... modes) {
        // A tree is sorted as if the names of folders ended in a slash; paths are not.
        SortedMap<String, ObjectId> paths = new TreeMap<>();
        visit(folder, recursive, walk -> {
            if (List.of(modes).contains(walk.getFileMode(0))) {
                String path = walk.getPathString();
                paths.put(folder.isEmpty() ? path : folder + "/" + path, walk.getObjectId(0));
            }
        });
        return paths;
    }

    private void visit(String folder, boolean recursive, Visit visit) {
        tree.ifPresent(root -> {
            try (TreeWalk top = new TreeWalk(repository.get());
                    TreeWalk at = folder.isEmpty() ? null : TreeWalk.forPath(repository.get(), folder, root)) {
                boolean absent = !folder.isEmpty() && (at == null || !FileMode.TREE.equals(at.getRawMode(0)));
                if (absent) {
                    return;
                }
                top.addTree(at == null ? root : at.getObjectId(0));
                top.setRecursive(recursive);
                while (top.next()) {
                    visit.entry(top);
                }
            } catch (IOException e) {
                throw new GitException("cannot list " + folder, e);
            }
        });
    }

    private static void requireFile(TreeWalk walk) {
        if (!isRegular(walk.getFileMode(0))) {
            throw new GitException("'" + walk.getPathString()
                    + "' in the repository is not a regular file: move it, or configure another git.path");
        }
    }

    private static boolean isRegular(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }
}
