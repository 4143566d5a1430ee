package dev.sluice.gitops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Trees as Git's index makes them, to compare with, and a watch on what the builder reads and writes. Paths are kept one
 * character a byte.
 */
final class Trees implements AutoCloseable {

    /** What stands at a path. */
    record Leaf(FileMode mode, ObjectId id) {}

    private final Repository repository;
    private final ObjectInserter inserter;
    final List<Integer> inserted = new ArrayList<>();
    final List<ObjectId> read = new ArrayList<>();

    Trees(Repository repository) {
        this.repository = repository;
        this.inserter = repository.newObjectInserter();
    }

    static String bytes(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    Leaf file(String text) throws IOException {
        return new Leaf(FileMode.REGULAR_FILE, blob(text));
    }

    Leaf entry(FileMode mode, String text) throws IOException {
        return new Leaf(mode, blob(text));
    }

    private ObjectId blob(String text) throws IOException {
        return blob(text.getBytes(StandardCharsets.UTF_8));
    }

    ObjectId blob(byte[] bytes) throws IOException {
        ObjectId id = inserter.insert(Constants.OBJ_BLOB, bytes);
        inserter.flush();
        return id;
    }

    /** The tree that Git makes of these leaves. */
    ObjectId of(Map<String, Leaf> leaves) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        leaves.forEach((path, leaf) -> {
            DirCacheEntry entry = new DirCacheEntry(path.getBytes(StandardCharsets.ISO_8859_1));
            entry.setFileMode(leaf.mode());
            entry.setObjectId(leaf.id());
            builder.add(entry);
        });
        builder.finish();
        ObjectId tree = index.writeTree(inserter);
        inserter.flush();
        return tree;
    }

    /** What our builder makes of them. */
    ObjectId build(ObjectId base, Change change) throws IOException {
        return build(Optional.of(base), change);
    }

    ObjectId build(Optional<ObjectId> base, Change change) throws IOException {
        try (ObjectInserter writing = new WatchedInserter(repository.newObjectInserter());
                ObjectReader reading = new WatchedReader(writing.newReader())) {
            ObjectId tree = new TreeBuilder(reading, writing).build(base, change);
            writing.flush();
            return tree;
        }
    }

    /** The leaves of a tree, each folder of which is as Git wants it. */
    SortedMap<String, Leaf> leaves(ObjectId tree) throws Exception {
        SortedMap<String, Leaf> leaves = new TreeMap<>();
        check(tree);
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            while (walk.next()) {
                if (walk.isSubtree()) {
                    check(walk.getObjectId(0));
                    walk.enterSubtree();
                } else {
                    String path = new String(walk.getRawPath(), StandardCharsets.ISO_8859_1);
                    leaves.put(path, new Leaf(walk.getFileMode(0), walk.getObjectId(0)));
                }
            }
        }
        return leaves;
    }

    private void check(ObjectId tree) throws Exception {
        new ObjectChecker().checkTree(repository.open(tree).getBytes());
    }

    @Override
    public void close() {
        inserter.close();
    }

    private final class WatchedInserter extends ObjectInserter.Filter {

        private final ObjectInserter real;

        WatchedInserter(ObjectInserter real) {
            this.real = real;
        }

        @Override
        protected ObjectInserter delegate() {
            return real;
        }

        @Override
        public ObjectId insert(int type, byte[] data) throws IOException {
            return insert(type, data, 0, data.length);
        }

        @Override
        public ObjectId insert(int type, byte[] data, int off, int len) throws IOException {
            inserted.add(type);
            return real.insert(type, data, off, len);
        }

        @Override
        public ObjectId insert(int type, long length, InputStream in) throws IOException {
            inserted.add(type);
            return real.insert(type, length, in);
        }
    }

    private final class WatchedReader extends ObjectReader.Filter {

        private final ObjectReader real;

        WatchedReader(ObjectReader real) {
            this.real = real;
        }

        @Override
        protected ObjectReader delegate() {
            return real;
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            read.add(id.copy());
            return real.open(id, type);
        }
    }
}
