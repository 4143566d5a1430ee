package dev.sluice.gitops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * Makes a new tree out of an old one and a change, in the object database: only changed files and the trees above them
 * are read and written, whatever else the repository holds.
 */
final class TreeBuilder {

    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeBuilder(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /** An entry of a tree. */
    private record Entry(FileMode mode, ObjectId id) {}

    /** What changes in one folder: files by name, and folders with what changes in them. */
    private static final class Folder {
        final Map<String, Optional<String>> files = new TreeMap<>();
        final Map<String, Folder> folders = new TreeMap<>();
    }

    /** @return the id of the new tree, already inserted; a tree without entries where everything was deleted */
    ObjectId build(Optional<ObjectId> base, Change change) throws IOException {
        Folder root = new Folder();
        change.written().forEach((path, text) -> add(root, path, Optional.of(text)));
        change.deleted().forEach(path -> add(root, path, Optional.empty()));
        Optional<ObjectId> built = build(base, root, "");
        return built.isPresent() ? built.get() : inserter.insert(new TreeFormatter());
    }

    private static void add(Folder root, String path, Optional<String> text) {
        Folder at = root;
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            at = at.folders.computeIfAbsent(names[i], name -> new Folder());
        }
        at.files.put(names[names.length - 1], text);
    }

    /** @return empty where no entry is left: Git has no empty folders */
    private Optional<ObjectId> build(Optional<ObjectId> base, Folder folder, String path) throws IOException {
        SortedMap<String, Entry> entries = read(base);
        for (Map.Entry<String, Folder> inner : folder.folders.entrySet()) {
            String name = encode(inner.getKey());
            String innerPath = path + inner.getKey();
            Entry old = take(entries, name);
            if (old != null && !FileMode.TREE.equals(old.mode.getBits())) {
                throw new GitException("'" + innerPath
                        + "' in the repository is not a folder: move it, or configure another git.path");
            }
            Optional<ObjectId> oldTree = Optional.ofNullable(old).map(Entry::id);
            build(oldTree, inner.getValue(), innerPath + "/")
                    .ifPresent(id -> entries.put(name + "/", new Entry(FileMode.TREE, id)));
        }
        for (Map.Entry<String, Optional<String>> file : folder.files.entrySet()) {
            String name = encode(file.getKey());
            entries.remove(name);
            if (file.getValue().isPresent()) {
                byte[] bytes = file.getValue().get().getBytes(StandardCharsets.UTF_8);
                entries.put(name, new Entry(FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, bytes)));
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(write(entries));
    }

    /** Entries in Git's order: by bytes, a folder as if its name ended in a slash. */
    private SortedMap<String, Entry> read(Optional<ObjectId> tree) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        if (tree.isPresent()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(new byte[0], reader, tree.get());
            while (!parser.eof()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                FileMode mode = parser.getEntryFileMode();
                String key = new String(name, StandardCharsets.ISO_8859_1);
                boolean isFolder = FileMode.TREE.equals(mode.getBits());
                entries.put(isFolder ? key + "/" : key, new Entry(mode, parser.getEntryObjectId()));
                parser.next();
            }
        }
        return entries;
    }

    private ObjectId write(SortedMap<String, Entry> entries) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        entries.forEach((key, entry) -> {
            String name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            formatter.append(bytes, entry.mode, entry.id);
        });
        return inserter.insert(formatter);
    }

    private static @Nullable Entry take(SortedMap<String, Entry> entries, String name) {
        Entry file = entries.get(name);
        return file != null ? file : entries.remove(name + "/");
    }

    /** One character a byte, so that names which are not UTF-8 survive and sort as Git sorts them. */
    private static String encode(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
