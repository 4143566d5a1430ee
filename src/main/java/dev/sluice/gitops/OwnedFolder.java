package dev.sluice.gitops;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;

/** A folder of the repository in which some files are ours: those we write, keep and delete; the others we never touch. */
public final class OwnedFolder {

    private static final String ADVICE = "move it, or configure another git.path";

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
        if (owned == null) {
            owned = Collections.unmodifiableMap(read());
        }
        return owned;
    }

    /**
     * What must change so that our files in the folder are exactly these.
     *
     * @param files text by path inside the folder
     * @throws GitException naming what is not ours and stands at one of these paths, or above it where a folder must be
     */
    public Change replaceBy(Map<String, String> files) {
        Map<String, String> ours = owned();
        Set<String> deleted = new TreeSet<>();
        ours.keySet().stream()
                .filter(path -> !files.containsKey(path))
                .forEach(path -> deleted.add(folder + "/" + path));
        Map<String, String> written = new TreeMap<>();
        files.forEach((path, text) -> {
            if (!ours.containsKey(path)) {
                refuseForeign(folder + "/" + path, deleted);
            }
            if (!text.equals(ours.get(path))) {
                written.put(folder + "/" + path, text);
            }
        });
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

    private void refuseForeign(String path, Set<String> deleted) {
        if (snapshot.text(path).isPresent()) {
            throw new GitException(
                    "'" + path + "' was not written by Sluice but stands where it must write: " + ADVICE);
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            boolean isFolder = snapshot.mode(above).map(FileMode.TREE::equals).orElse(true);
            if (!isFolder && !deleted.contains(above)) {
                throw new GitException("'" + above + "' in the repository is not a folder: " + ADVICE);
            }
        }
    }
}
