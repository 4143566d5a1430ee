package dev.sluice.gitops;

import dev.sluice.text.SharedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the repository in which some files are ours: those we write, keep and delete; the others we never touch.
 *
 * <p>Which files there are is known from Git's trees; a file is read when its text is asked for, and not kept.
 */
public final class OwnedFolder {

    private static final String ADVICE = "move it, or configure another git.path";

    private static final String KUSTOMIZATION = "kustomization.yaml";

    /** @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization">kustomize</a> */
    private static final List<String> RIVALS = List.of("kustomization.yml", "Kustomization");

    private final Snapshot snapshot;
    private final String folder;
    private final BiPredicate<String, String> isOwned;
    private final Set<String> seenToBeOurs = new HashSet<>();
    private @Nullable SortedMap<String, ObjectId> files;

    /**
     * @param folder relative to the repository's root, without a slash at the end
     * @param isOwned tells by path inside the folder and text whether a file is ours
     */
    public OwnedFolder(Snapshot snapshot, String folder, BiPredicate<String, String> isOwned) {
        this.snapshot = snapshot;
        this.folder = folder;
        this.isOwned = isOwned;
    }

    /** The files in the folder that are ours: their text by path inside the folder, ascending. Reads them all. */
    public SortedMap<String, String> owned() {
        SortedMap<String, String> texts = new TreeMap<>();
        files().keySet().forEach(path -> text(path).ifPresent(text -> texts.put(path, text)));
        return Collections.unmodifiableSortedMap(texts);
    }

    /** The paths of all regular files in the folder and below, whose ever they are, ascending. */
    public Set<String> paths() {
        return Collections.unmodifiableSet(files().keySet());
    }

    /** The text of a file that is ours; empty where no file of ours is at the path inside the folder. */
    public Optional<String> text(String path) {
        Optional<String> ours =
                Optional.ofNullable(files().get(path)).map(snapshot::text).filter(text -> isOwned.test(path, text));
        ours.ifPresent(text -> seenToBeOurs.add(path));
        return ours;
    }

    /** Whether a file of ours with this very text is at the path inside the folder; none is read to tell. */
    public boolean holds(String path, String text) {
        boolean held = blob(text).equals(files().get(path)) && isOwned.test(path, text);
        if (held) {
            seenToBeOurs.add(path);
        }
        return held;
    }

    /**
     * What must change so that our files in the folder are those that are written and those that are kept.
     *
     * @param written by path inside the folder
     * @param kept paths inside the folder, of files that are ours and stay as they are
     * @throws GitException naming what is not ours and is where a file is written, or above it where a folder must be
     */
    public Change change(Map<String, SharedText> written, Set<String> kept) {
        SortedSet<String> deleted = new TreeSet<>();
        for (String path : files().keySet()) {
            if (!written.containsKey(path) && !kept.contains(path) && isOurs(path)) {
                deleted.add(folder + "/" + path);
            }
        }
        SortedMap<String, SharedText> texts = new TreeMap<>();
        written.forEach((path, text) -> {
            refuseRival(path);
            if (!isOurs(path)) {
                refuseForeign(folder + "/" + path, deleted);
            }
            texts.put(folder + "/" + path, text);
        });
        return new Change(texts, deleted);
    }

    /** kustomize takes a file under one of three names, and none where a folder has two of them. */
    private void refuseRival(String path) {
        if (!path.equals(KUSTOMIZATION) && !path.endsWith("/" + KUSTOMIZATION)) {
            return;
        }
        String above = path.substring(0, path.length() - KUSTOMIZATION.length());
        RIVALS.stream()
                .map(above::concat)
                .filter(files()::containsKey)
                .findFirst()
                .ifPresent(rival -> {
                    throw new GitException("'" + folder + "/" + rival + "' is beside the '" + KUSTOMIZATION
                            + "' that Sluice writes, and kustomize refuses a folder with both: delete it, or move it to a folder"
                            + " above the clusters'");
                });
    }

    private boolean isOurs(String path) {
        return seenToBeOurs.contains(path) || text(path).isPresent();
    }

    private SortedMap<String, ObjectId> files() {
        if (files == null) {
            SortedMap<String, ObjectId> found = new TreeMap<>();
            snapshot.entries(folder).forEach((path, file) -> found.put(path.substring(folder.length() + 1), file));
            files = found;
        }
        return files;
    }

    private void refuseForeign(String path, Set<String> deleted) {
        if (snapshot.text(path).isPresent()) {
            throw new GitException("'" + path + "' was not written by Sluice but is where it must write: " + ADVICE);
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            boolean isFolder = snapshot.mode(above).map(FileMode.TREE::equals).orElse(true);
            if (!isFolder && !deleted.contains(above)) {
                throw new GitException("'" + above + "' in the repository is not a folder: " + ADVICE);
            }
        }
    }

    /** The name that Git gives to a file with this text, at any path. */
    private static ObjectId blob(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = sha1(); // the JDK's, several times as fast as JGit's
        sha1.update(Constants.encodeASCII("blob " + bytes.length + "\0"));
        return ObjectId.fromRaw(sha1.digest(bytes));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
