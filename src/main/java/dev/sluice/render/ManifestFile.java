package dev.sluice.render;

import java.util.List;

/**
 * One file of a cluster's folder.
 *
 * @param path relative to the folder, with {@code /} between names
 * @param start the content, or the beginning of it, each line ended
 * @param rest what follows, one part after the other; files that end alike share it
 */
public record ManifestFile(String path, String start, List<String> rest) {

    /** The first line of every file whose format has comments: who writes it, and so who owns it. */
    public static final String HEADER =
            "# Written by Sluice from its configuration and published IP ranges; edits are overwritten.";

    public ManifestFile {
        rest = List.copyOf(rest);
    }

    public ManifestFile(String path, String text) {
        this(path, text, List.of());
    }

    /** The whole content. */
    public String text() {
        return rest.isEmpty() ? start : start + String.join("", rest);
    }

    /** Whether a file's text says that it is Sluice's. */
    public static boolean isOwned(String text) {
        return text.startsWith(HEADER + "\n");
    }
}
