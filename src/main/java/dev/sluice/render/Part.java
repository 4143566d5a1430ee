package dev.sluice.render;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder inside a cluster's folder. Each has a kustomization of its own, so that one Application can follow it: the
 * firewall never waits for what shows traffic. Every object belongs to exactly one part.
 */
public enum Part {
    /** What blocks traffic and gives it its source address, with the Namespaces it applies to. */
    FIREWALL,
    /** What shows traffic: operators, log store and flow collector, with the Namespaces that only they need. */
    OBSERVABILITY;

    static final String KUSTOMIZATION = "kustomization.yaml";

    /** The folder's name. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path of one of its files, inside the cluster's folder. */
    String path(String file) {
        return folder() + "/" + file;
    }

    /** The part that holds a file; empty where the file lies elsewhere: the earlier layout knew no parts. */
    public static Optional<Part> of(String pathInCluster) {
        return Stream.of(values())
                .filter(part -> pathInCluster.startsWith(part.folder() + "/"))
                .findFirst();
    }

    /**
     * Where the earlier layout, which had all files of a cluster in one folder, has the object of a file.
     *
     * @param path of a file directly in a part's folder; what lies above that stays as it is
     * @return empty for a kustomization, which declares no object, and for a file that lies in no part's folder
     */
    public static Optional<String> earlierPath(String path) {
        int file = path.lastIndexOf('/') + 1;
        int part = path.lastIndexOf('/', file - 2) + 1;
        boolean isObject = file > 0
                && !path.substring(file).equals(KUSTOMIZATION)
                && of(path.substring(part)).isPresent();
        return isObject ? Optional.of(path.substring(0, part) + path.substring(file)) : Optional.empty();
    }
}
