package dev.sluice.gitops;

import dev.sluice.text.SharedText;
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
    private record TreeItem(FileMode mode, ObjectId id) {}

    /** What changes in one folder: files by name, and folders with what changes in them. */
    private static final class ChangedFolder {
        final Map<String, Optional<SharedText>> files = new TreeMap<>();
        final Map<String, ChangedFolder> folders = new TreeMap<>();
    }

    /** @return the id of the new tree, already inserted; a tree without entries where everything was deleted */
    ObjectId build(Optional<ObjectId> base, Change change) throws IOException {
        ChangedFolder root = new ChangedFolder();
        change.written().forEach((path, text) -> add(root, path, Optional.of(text)));
        change.deleted().forEach(path -> add(root, path, Optional.empty()));
        Optional<ObjectId> built = build(base, root, "");
        return built.isPresent() ? built.get() : inserter.insert(new TreeFormatter());
    }

    private static void add(ChangedFolder root, String path, Optional<SharedText> text) {
        ChangedFolder at = root;
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            at = at.folders.computeIfAbsent(names[i], name -> new ChangedFolder());
        }
        at.files.put(names[names.length - 1], text);
    }

    /** @return empty where no entry is left: Git has no empty folders */
    private Optional<ObjectId> build(Optional<ObjectId> base, ChangedFolder folder, String path) throws IOException {
        SortedMap<String, TreeItem> entries = read(base);
        // Deletions first: a file that goes may make room for a folder, and a folder that empties for a file.
        folder.files.forEach((name, text) -> {
            if (text.isEmpty()) {
                entries.remove(encode(name));
            }
        });
        for (Map.Entry<String, ChangedFolder> inner : folder.folders.entrySet()) {
            change(entries, inner.getKey(), inner.getValue(), path + inner.getKey());
        }
        for (Map.Entry<String, Optional<SharedText>> file : folder.files.entrySet()) {
            if (file.getValue().isPresent()) {
                write(entries, file.getKey(), file.getValue().get(), path + file.getKey());
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(write(entries));
    }

    private void change(SortedMap<String, TreeItem> entries, String name, ChangedFolder folder, String path)
            throws IOException {
        String key = encode(name) + "/";
        if (entries.containsKey(encode(name))) {
            throw inTheWay(path, "is not a folder");
        }
        Optional<ObjectId> old = Optional.ofNullable(entries.remove(key)).map(TreeItem::id);
        build(old, folder, path + "/").ifPresent(id -> entries.put(key, new TreeItem(FileMode.TREE, id)));
    }

    private void write(SortedMap<String, TreeItem> entries, String name, SharedText text, String path)
            throws IOException {
        if (entries.containsKey(encode(name) + "/")) {
            throw inTheWay(path, "is a folder");
        }
        TreeItem old = entries.get(encode(name));
        FileMode mode = old != null && FileMode.EXECUTABLE_FILE.equals(old.mode.getBits())
                ? FileMode.EXECUTABLE_FILE
                : FileMode.REGULAR_FILE;
        entries.put(encode(name), new TreeItem(mode, inserter.insert(Constants.OBJ_BLOB, text.bytes())));
    }

    private static GitException inTheWay(String path, String what) {
        return new GitException(
                "'" + path + "' in the repository " + what + ": move it, or configure another git.path");
    }

    /** Entries in Git's order: by bytes, a folder as if its name ended in a slash. */
    private SortedMap<String, TreeItem> read(Optional<ObjectId> tree) throws IOException {
        SortedMap<String, TreeItem> entries = new TreeMap<>();
        if (tree.isPresent()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(new byte[0], reader, tree.get());
            while (!parser.eof()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                FileMode mode = parser.getEntryFileMode();
                String key = new String(name, StandardCharsets.ISO_8859_1);
                boolean isFolder = FileMode.TREE.equals(mode.getBits());
                entries.put(isFolder ? key + "/" : key, new TreeItem(mode, parser.getEntryObjectId()));
                parser.next();
            }
        }
        return entries;
    }

    private ObjectId write(SortedMap<String, TreeItem> entries) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        entries.forEach((key, entry) -> {
            String name = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            formatter.append(bytes, entry.mode, entry.id);
        });
        return inserter.insert(formatter);
    }

    /** One character a byte, so that names which are not UTF-8 survive and sort as Git sorts them. */
    private static String encode(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
