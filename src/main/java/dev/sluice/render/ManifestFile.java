package dev.sluice.render;

import dev.sluice.text.SharedText;

/**
 * One file of a cluster's folder.
 *
 * @param path relative to the folder, with {@code /} between names
 * @param content each line ended; files that end alike share their ends
 */
public record ManifestFile(String path, SharedText content) {

    /** The first line of every file whose format has comments: who writes it, and so who owns it. */
    public static final String HEADER =
            "# Written by Sluice from its configuration and published IP ranges; edits are overwritten.";

    public ManifestFile(String path, String text) {
        this(path, SharedText.of(text));
    }

    /** The whole content. */
    public String text() {
        return content.text();
    }

    /** Whether a file's text says that it is Sluice's. */
    public static boolean isOwned(String text) {
        return text.startsWith(HEADER + "\n");
    }
}
