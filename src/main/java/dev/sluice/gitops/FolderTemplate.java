package dev.sluice.gitops;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path that each cluster's folder has in the repository.
 *
 * <pre>
 *   clusters/{cluster}/egress
 *   \______/ \_______________/
 *    parent     below it: demo/egress for the cluster demo
 * </pre>
 *
 * <p>Two clusters have different folders, and none is inside another's.
 *
 * @param template names with / between, relative to the repository's root; one of them holds {@link #CLUSTER}, once
 */
public record FolderTemplate(String template) {

    /** Is replaced by a cluster's name. */
    public static final String CLUSTER = "{cluster}";

    /** The root of the repository. */
    private static final String ROOT = ".";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]*}");

    /** What file systems take as a name, in bytes. */
    private static final int LONGEST_NAME = 255;

    /** Leaves room for what is below it, and for the checkout's own folder, wherever paths are limited. */
    private static final int LONGEST_PATH = 300;

    public FolderTemplate {
        if (template.indexOf(CLUSTER) < 0 || template.indexOf(CLUSTER) != template.lastIndexOf(CLUSTER)) {
            throw new IllegalArgumentException("'" + template + "' does not hold " + CLUSTER + " once");
        }
    }

    /**
     * Reads what {@code git.path} says.
     *
     * @param text a folder that holds one folder a cluster, a dot for the root, or a template
     * @throws IllegalArgumentException quoting the text, saying what is wrong with it
     */
    public static FolderTemplate of(String text) {
        List<String> placeholders =
                PLACEHOLDER.matcher(text).results().map(found -> found.group()).toList();
        placeholders.stream().filter(name -> !name.equals(CLUSTER)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("'" + text + "' holds " + name + ": the only placeholder is " + CLUSTER);
        });
        if (placeholders.size() > 1) {
            throw new IllegalArgumentException("'" + text + "' holds " + CLUSTER
                    + " more than once: one place names the cluster, and the others are the same for all");
        }
        String plain = text.replace(CLUSTER, "x");
        boolean good = text.equals(ROOT)
                || Arrays.stream(plain.split("/", -1))
                        .allMatch(name -> name.matches("[A-Za-z0-9_][-A-Za-z0-9_.]*") && !name.equals(".git"));
        if (!good) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a folder in the repository: names with / between, no .. and no leading /;"
                    + " a . alone is the root");
        }
        requireShort(text);
        if (!placeholders.isEmpty()) {
            return new FolderTemplate(text);
        }
        return new FolderTemplate(text.equals(ROOT) ? CLUSTER : text + "/" + CLUSTER);
    }

    /** The names are ASCII: as many bytes as letters. */
    private static void requireShort(String text) {
        if (Arrays.stream(text.split("/")).anyMatch(name -> name.length() > LONGEST_NAME)) {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot be checked out: a name in it is longer than " + LONGEST_NAME + " bytes");
        }
        if (text.length() > LONGEST_PATH) {
            throw new IllegalArgumentException("'" + text + "' is longer than " + LONGEST_PATH
                    + " bytes: with a cluster's files below it, it could not be checked out everywhere");
        }
    }

    /** What keeps a cluster from having its folder; empty where nothing does. */
    public Optional<String> mistake(String cluster) {
        return Arrays.stream(folder(cluster).split("/"))
                .filter(name -> name.length() > LONGEST_NAME)
                .findFirst()
                .map(name -> "'" + this + "' cannot be checked out for the cluster '" + cluster
                        + "': a name in it is longer than " + LONGEST_NAME + " bytes");
    }

    /** A cluster's folder, relative to the repository's root, without a slash at its ends. */
    public String folder(String cluster) {
        return template.replace(CLUSTER, cluster);
    }

    /** The cluster whose folder is at a path or above it; empty where that would be no cluster's. */
    public Optional<String> cluster(String path) {
        Matcher folder = pattern("(?:/.*)?").matcher(path);
        return folder.matches() ? Optional.of(folder.group(1)) : Optional.empty();
    }

    /** A path below a cluster's folder, relative to it; empty where a path is in no cluster's folder. */
    public Optional<String> inside(String path) {
        return cluster(path)
                .map(this::folder)
                .filter(folder -> !folder.equals(path))
                .map(folder -> path.substring(folder.length() + 1));
    }

    /** The folder above all of the clusters'; empty for the root. */
    public String parent() {
        int slash = template.lastIndexOf('/', template.indexOf(CLUSTER));
        return slash < 0 ? "" : template.substring(0, slash);
    }

    /** Whether nothing but the clusters' folders is expected in the folder above them. */
    public boolean isAlone() {
        return !parent().isEmpty() && template.endsWith("/" + CLUSTER);
    }

    /** A path below {@link #parent}, relative to the repository's root. */
    public String belowParent(String path) {
        return parent().isEmpty() ? path : parent() + "/" + path;
    }

    /** The folders that clusters may have, those that there are, by the cluster's name. */
    public SortedMap<String, String> in(Snapshot snapshot) {
        Pattern first = Pattern.compile(Arrays.stream(template.substring(parent().isEmpty() ? 0 : parent().length() + 1)
                        .split("/")[0]
                        .split(Pattern.quote(CLUSTER), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("([^/]+)", parent().isEmpty() ? "" : Pattern.quote(parent() + "/"), "")));
        SortedMap<String, String> folders = new TreeMap<>();
        for (String above : snapshot.folders(parent())) {
            Matcher name = first.matcher(above);
            if (name.matches()) {
                String folder = folder(name.group(1));
                if (folder.equals(above) || snapshot.isFolder(folder)) {
                    folders.put(name.group(1), folder);
                }
            }
        }
        return folders;
    }

    /**
     * Brings the files of all clusters at once, where they are not here: each alone would be a request.
     *
     * @param marker a file that every published cluster has, by its path inside the folder
     */
    public void load(Snapshot snapshot, String marker) {
        snapshot.load(
                isAlone()
                        ? List.of(parent())
                        : in(snapshot).values().stream()
                                .filter(folder -> snapshot.isFile(folder + "/" + marker))
                                .toList());
    }

    private Pattern pattern(String end) {
        return Pattern.compile(
                Arrays.stream(template.split(Pattern.quote(CLUSTER), -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("([^/]+)", "", end)),
                Pattern.DOTALL);
    }

    /** As {@code git.path} says it: {@code clusters} for {@code clusters/{cluster}}, and a dot for the root. */
    @Override
    public String toString() {
        return isAlone() ? parent() : template.equals(CLUSTER) ? ROOT : template;
    }
}
