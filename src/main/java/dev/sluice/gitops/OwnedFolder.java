package dev.sluice.gitops;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A folder of the repository in which some files are ours: those we write, keep and delete; the others we never touch. */
public final class OwnedFolder {

    private final Snapshot snapshot;
    private final String folder;
    private final BiPredicate<String, String> isOwned;
    private @Nullable Map<String, String> owned;

    /**
     * @param folder relative to the repository's root, without a slash at the end
     * @param isOwned tells by path inside the folder and text whether a file is ours
     */
    public OwnedFolder(Snapshot snapshot, String folder, BiPredicate<String, String> isOwned) {
        this.snapshot = snapshot;
        this.folder = folder;
        this.isOwned = isOwned;
    }

    /** The files in the folder that are ours: their text by path inside the folder, ascending. */
    public Map<String, String> owned() {
        Map<String, String> owned = new TreeMap<>();
        for (String path : snapshot.files(folder)) {
            String inside = path.substring(folder.length() + 1);
            snapshot.text(path).filter(text -> isOwned.test(inside, text)).ifPresent(text -> owned.put(inside, text));
        }
        return owned;
    }

    /**
     * What must change so that our files in the folder are exactly these.
     *
     * @param files text by path inside the folder
     * @throws GitException naming a file at one of these paths that is not ours
     */
    public Change replaceBy(Map<String, String> files) {
        Map<String, String> ours = owned();
        Map<String, String> written = new TreeMap<>();
        files.forEach((path, text) -> {
            boolean same = text.equals(ours.get(path));
            if (!same && !ours.containsKey(path)) {
                refuseForeign(path);
            }
            if (!same) {
                written.put(folder + "/" + path, text);
            }
        });
        Set<String> deleted = new TreeSet<>();
        Set<String> gone = new HashSet<>(ours.keySet());
        gone.removeAll(files.keySet());
        gone.forEach(path -> deleted.add(folder + "/" + path));
        return Change.of(written, deleted);
    }

    private Map<String, String> read() {
        Map<String, String> texts = new TreeMap<>();
        for (String path : snapshot.files(folder)) {
            String inside = path.substring(folder.length() + 1);
            snapshot.text(path).filter(text -> isOwned.test(inside, text)).ifPresent(text -> texts.put(inside, text));
        }
        return texts;
    }

    private void refuseForeign(String path) {
        if (snapshot.text(folder + "/" + path).isPresent()) {
            throw new GitException(
                    "'" + folder + "/" + path
                            + "' was not written by Sluice but stands where it must write: move it, or configure another git.path");
        }
    }
}
