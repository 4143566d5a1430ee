package dev.sluice.gitops;

import dev.sluice.text.SharedText;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;

/**
 * What shall differ from a snapshot; paths are relative to the repository's root, with {@code /} between names.
 *
 * @param written the whole new text of files, by path
 * @param deleted paths of files that go
 */
public record Change(SortedMap<String, SharedText> written, SortedSet<String> deleted) {

    public static final Change NONE = new Change(new TreeMap<>(), new TreeSet<>());

    public Change {
        written = Collections.unmodifiableSortedMap(new TreeMap<>(written));
        deleted = Collections.unmodifiableSortedSet(new TreeSet<>(deleted));
        Stream.concat(written.keySet().stream(), deleted.stream()).forEach(Change::requirePath);
        deleted.stream().filter(written::containsKey).findFirst().ifPresent(path -> {
            throw new IllegalArgumentException("'" + path + "' is both written and deleted");
        });
    }

    public static Change of(Map<String, String> written, Set<String> deleted) {
        SortedMap<String, SharedText> texts = new TreeMap<>();
        written.forEach((path, text) -> texts.put(path, SharedText.of(text)));
        return new Change(texts, new TreeSet<>(deleted));
    }

    public boolean isEmpty() {
        return written.isEmpty() && deleted.isEmpty();
    }

    /** These changes together; they touch different files. */
    public static Change all(Collection<Change> changes) {
        SortedMap<String, SharedText> written = new TreeMap<>();
        SortedSet<String> deleted = new TreeSet<>();
        changes.forEach(change -> {
            written.putAll(change.written);
            deleted.addAll(change.deleted);
        });
        return new Change(written, deleted);
    }

    private static void requirePath(String path) {
        boolean good = Arrays.stream(path.split("/", -1))
                .noneMatch(name -> name.isEmpty()
                        || name.equals(".")
                        || name.equals("..")
                        || name.equalsIgnoreCase(Constants.DOT_GIT));
        if (!good) {
            throw new IllegalArgumentException("'" + path + "' is not the path of a file in a repository");
        }
    }
}
